/* Forms of work: sent once, what is wrong shown at its field, the page drawn anew when it is stored. */
(function () {
  "use strict";

  function told() {
    let place = document.getElementById("work-told");
    if (!place) {
      place = document.createElement("div");
      place.id = "work-told";
      place.setAttribute("role", "status");
      place.addEventListener("click", function () { place.hidden = true; });
      document.body.append(place);
    }
    return place;
  }

  function say(text) {
    const place = told();
    place.textContent = text;
    place.hidden = false;
    window.clearTimeout(place.timer);
    place.timer = window.setTimeout(function () { place.hidden = true; }, 8000);
  }

  // what is shown only once stays until the reader has noted it
  function keep(answer) {
    const place = document.createElement("div");
    place.className = "work-secret";
    place.setAttribute("role", "alertdialog");
    const secret = document.createElement("output");
    secret.textContent = answer.secret;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "button";
    close.textContent = answer.close;
    close.addEventListener("click", function () { place.remove(); });
    place.append(answer.message, secret, close);
    document.body.append(place);
    close.focus();
  }

  function clear(form) {
    form.querySelectorAll("[data-error-of]").forEach(function (place) { place.textContent = ""; });
    form.querySelectorAll("[aria-invalid]").forEach(function (field) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    });
  }

  function show(form, answer) {
    const rest = [];
    let first = null;
    (answer.problems || []).forEach(function (problem) {
      const place = problem.field && form.querySelector("[data-error-of='" + problem.field + "']");
      if (!place) { rest.push(problem.message); return; }
      place.textContent = problem.message;
      const field = form.elements[problem.field];
      if (field && field.setAttribute) {
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", place.id);
        first = first || field;
      }
    });
    form.querySelector("output").textContent = rest.length ? rest.join(" ") : answer.message;
    if (first) { first.focus(); }
  }

  function leave(form, answer) {
    const address = new URL(form.dataset.goto || window.location.href, window.location.href);
    address.searchParams.set("saved", answer.batch || Date.now());
    window.openness.go(address.pathname + address.search);
    if (answer.secret) { keep(answer); } else { say(answer.message); }
  }

  // the guard before the forms answers in plain text, and nothing that was typed may be lost for it
  async function read(response, form) {
    const type = response.headers.get("Content-Type") || "";
    if (response.status === 401) { return { message: form.dataset.over }; }
    if (response.status === 413) { return { message: form.dataset.large }; }
    return type.startsWith("text/plain") ? { message: await response.text() } : response.json();
  }

  async function send(form) {
    const button = form.querySelector("[type=submit]");
    const output = form.querySelector("output");
    clear(form);
    output.textContent = form.dataset.busy;
    button.disabled = true;
    try {
      const response = await fetch(form.dataset.address, {
        method: "POST", headers: { "X-Openness": "page" }, body: new FormData(form)
      });
      const answer = await read(response, form);
      output.textContent = "";
      if (response.ok) { leave(form, answer); } else { show(form, answer); }
    } catch (error) {
      output.textContent = form.dataset.lost;
    }
    button.disabled = false;
  }

  document.addEventListener("submit", function (event) {
    const form = event.target.closest("form.work");
    if (!form) { return; }
    event.preventDefault();
    send(form);
  });

  document.addEventListener("click", function (event) {
    const more = event.target.closest("[data-more-rows]");
    if (!more) { return; }
    const rows = Array.from(more.parentElement.querySelectorAll(".work-row[hidden]"));
    if (rows.length) {
      rows[0].hidden = false;
      const field = rows[0].querySelector("input, select, textarea");
      if (field) { field.focus(); }
    }
    more.hidden = rows.length < 2;
  });
})();
