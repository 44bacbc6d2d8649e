/* The trial of other weights: adds up the points while they are typed and puts them into the address. */
(function () {
  "use strict";

  function fields(form) { return Array.from(form.querySelectorAll("input[name^='w_']")); }
  function plain(number) { return String(Math.round(number * 1e6) / 1e6); }

  function addUp(form) {
    const hint = form.querySelector("[data-wanted]");
    const sum = fields(form).reduce(function (total, field) { return total + (Number(field.value) || 0); }, 0);
    const missing = Math.round((Number(hint.dataset.wanted) - sum) * 1e6) / 1e6;
    const words = missing > 0 ? hint.dataset.short : missing < 0 ? hint.dataset.over : hint.dataset.even;
    hint.textContent = words.replace("{sum}", plain(sum)).replace("{marks}", plain(Math.abs(missing)));
    hint.classList.toggle("is-off", missing !== 0);
  }

  document.addEventListener("input", function (event) {
    const form = event.target.closest("form.trial");
    if (form) { addUp(form); }
  });

  document.addEventListener("submit", function (event) {
    const form = event.target.closest("form.trial");
    if (!form) { return; }
    event.preventDefault();
    const address = new URL(window.location.href);
    fields(form).forEach(function (field) { address.searchParams.set(field.name, field.value); });
    window.openness.go(address.pathname + address.search + form.dataset.anchor);
  });
})();
