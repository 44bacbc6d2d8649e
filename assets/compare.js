/* The units to compare go into the address as soon as they are chosen. */
(function () {
  "use strict";

  document.addEventListener("change", function (event) {
    if (!event.target.closest("[data-compare]")) { return; }
    const fields = Array.from(document.querySelectorAll("[data-compare]"));
    const units = fields.map(function (field) { return field.value; }).filter(Boolean);
    const address = new URL(window.location.href);
    if (units.length) { address.searchParams.set("compare", units.join(",")); } else { address.searchParams.delete("compare"); }
    window.openness.go(address.pathname + address.search.replaceAll("%2C", ",") + "#ranking-compare");
  });
})();
