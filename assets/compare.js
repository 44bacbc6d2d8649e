/* The units to compare: the fields are filled from the JSON of their form (hundreds of options are slow in Dash), and
   what is chosen goes into the address at once. */
(function () {
  "use strict";

  function groupOf(each) {
    const group = document.createElement("optgroup");
    group.label = each[0];
    group.append.apply(group, each[1].map(function (unit) { return new Option(unit[1], unit[0]); }));
    return group;
  }

  function fill(form) {
    const groups = JSON.parse(form.dataset.units);
    form.querySelectorAll("[data-compare]").forEach(function (field) {
      field.replaceChildren.apply(field, [new Option(form.dataset.none, "")].concat(groups.map(groupOf)));
      field.value = field.dataset.compare;
    });
  }

  function fillIn(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) { return; }
    if (node.matches("[data-units]")) { fill(node); }
    node.querySelectorAll("[data-units]").forEach(fill);
  }

  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.type === "attributes") { fill(change.target.closest("[data-units]")); }
      change.addedNodes.forEach(fillIn);
    });
  }).observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ["data-units", "data-compare"] });

  document.addEventListener("change", function (event) {
    if (!event.target.closest("[data-compare]")) { return; }
    const fields = Array.from(document.querySelectorAll("[data-compare]"));
    const units = fields.map(function (field) { return field.value; }).filter(Boolean);
    const address = new URL(window.location.href);
    if (units.length) { address.searchParams.set("compare", units.join(",")); } else { address.searchParams.delete("compare"); }
    window.openness.go(address.pathname + address.search.replaceAll("%2C", ",") + "#ranking-compare");
  });
})();
