/* The reports page: ticks, the work on the server behind the button, its progress, and the file when it is there. */
(function () {
  "use strict";

  const ASK_EVERY = 400; // milliseconds

  function ticks(form) { return Array.from(form.querySelectorAll("[data-kind]")); }
  function isOn(tick) { return tick.getAttribute("aria-checked") === "true"; }
  function set(tick, on) { tick.setAttribute("aria-checked", String(on)); }

  function write(template, job) {
    return template.replace(/\{(\w+)\}/g, function (_, name) { return job[name]; });
  }

  function tell(form, words, job) {
    const bar = form.querySelector("progress");
    form.querySelector("output").textContent = words;
    bar.hidden = !job;
    if (job) { bar.max = job.total || 1; bar.value = job.done; }
  }

  async function answer(address, options) {
    const response = await fetch(address, options);
    const job = await response.json();
    if (!response.ok) { throw new Error(job.message); }
    return job;
  }

  function pause() { return new Promise(function (done) { window.setTimeout(done, ASK_EVERY); }); }

  async function follow(form, job) {
    while (job.state === "waiting" || job.state === "running") {
      tell(form, job.total ? write(form.dataset.running, job) : form.dataset.waiting, job);
      await pause();
      job = await answer("/exports/jobs/" + job.id);
    }
    if (job.state === "failed") { throw new Error(job.message); }
    tell(form, write(form.dataset.done, job), job);
    window.location.assign("/exports/jobs/" + job.id + "/file");
  }

  async function start(form) {
    const kinds = ticks(form).filter(isOn).map(function (tick) { return tick.dataset.kind; });
    if (!kinds.length) { tell(form, form.dataset.nothing, null); return; }
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    try {
      const asked = JSON.stringify({ kinds: kinds, address: window.location.pathname + window.location.search });
      const headers = { "Content-Type": "application/json", "X-Openness": "page" };
      await follow(form, await answer("/exports/jobs", { method: "POST", headers: headers, body: asked }));
    } catch (error) {
      tell(form, error instanceof TypeError ? form.dataset.lost : error.message, null);
    }
    button.disabled = false;
  }

  document.addEventListener("click", function (event) {
    const tick = event.target.closest("[data-kind], .export-head strong, [data-choose]");
    const form = tick && tick.closest("form.exports");
    if (!form) { return; }
    if (tick.dataset.choose) {
      const all = !ticks(form).every(isOn);
      ticks(form).forEach(function (each) { set(each, all); });
    } else {
      const own = tick.closest(".export-card").querySelector("[data-kind]");
      set(own, !isOn(own));
    }
  });

  document.addEventListener("submit", function (event) {
    const form = event.target.closest("form.exports");
    if (!form) { return; }
    event.preventDefault();
    start(form);
  });
})();
