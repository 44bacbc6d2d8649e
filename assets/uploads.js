/* The data page: a chosen file goes to the server to be looked at; the address then names it. */
(function () {
  "use strict";

  async function send(form) {
    const file = form.querySelector("[type=file]").files[0];
    const told = form.querySelector("output");
    if (!file) { told.textContent = form.dataset.nothing; return; }
    const button = form.querySelector("[type=submit]");
    const body = new FormData();
    body.append("file", file);
    told.textContent = form.dataset.busy;
    button.disabled = true;
    try {
      const response = await fetch("/data/uploads", { method: "POST", headers: { "X-Openness": "page" }, body: body });
      const answer = await response.json();
      if (response.ok) { look(answer.id, form.querySelector("select").value); }
      told.textContent = response.ok ? "" : answer.message;
    } catch (error) {
      told.textContent = form.dataset.lost;
    }
    button.disabled = false;
  }

  function look(id, as) {
    const address = new URL(window.location.href);
    address.searchParams.set("upload", id);
    address.searchParams.set("as", as);
    window.openness.go(address.pathname + address.search + "#data-review");
  }

  // Dash's components have no field for files
  new MutationObserver(function () {
    document.querySelectorAll("[data-file-field]:empty").forEach(function (place) {
      const field = document.createElement("input");
      field.type = "file";
      field.id = place.dataset.fileField;
      field.name = place.dataset.fileName || "";
      field.accept = place.dataset.fileAccept || "";
      field.multiple = Boolean(place.dataset.fileMultiple);
      const button = place.parentElement.querySelector("label[for='" + field.id + "']");
      const words = button.textContent;
      field.addEventListener("change", function () {
        button.textContent = Array.from(field.files).map(function (file) { return file.name; }).join("、") || words;
      });
      place.append(field);
    });
  }).observe(document.documentElement, { subtree: true, childList: true });

  document.addEventListener("submit", function (event) {
    const form = event.target.closest("form.upload");
    if (!form) { return; }
    event.preventDefault();
    send(form);
  });
})();
