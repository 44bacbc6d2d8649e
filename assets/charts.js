/* What a chart's own buttons do: show its table, save it as a picture; and a click on a bar opens the unit. */
(function () {
  "use strict";

  function graphOf(panel) { return panel.querySelector(".js-plotly-plot"); }

  function switchTable(button) {
    const panel = button.closest(".chart");
    const showsTable = panel.classList.toggle("show-table");
    button.setAttribute("aria-pressed", String(showsTable));
    if (!showsTable) { Plotly.Plots.resize(graphOf(panel)); }
  }

  // The drawing with what stands around it: the server draws the same (dashboard/exports/pictures.py).
  function picture(graph) {
    const around = graph.layout.meta.picture;
    const layout = Object.assign(JSON.parse(JSON.stringify(graph.layout)), around.layout);
    layout.annotations = (layout.annotations || []).concat(around.notes);
    return { data: graph.data, layout: layout, width: Math.max(graph.offsetWidth, around.width), height: around.height };
  }

  function drawHere(graph, kind) {
    const made = picture(graph);
    Plotly.downloadImage(
      { data: made.data, layout: made.layout, config: { locale: "zh-CN", plotlyServerURL: "" } },
      { format: kind, width: made.width, height: made.height, scale: kind === "png" ? 3 : 1, filename: graph.layout.meta.file }
    );
  }

  function download(content, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  function ask(button) {
    const asked = new URLSearchParams({
      address: window.location.pathname + window.location.search,
      chart: button.dataset.chart,
      format: button.dataset.save
    });
    return fetch("/exports/chart?" + asked);
  }

  // The server draws it; where it cannot, the browser draws what it can, and the page says what is missing.
  async function save(button) {
    const panel = button.closest(".chart");
    const graph = graphOf(panel);
    const told = panel.querySelector(".save-told");
    const kind = button.dataset.save;
    button.disabled = true;
    told.textContent = told.dataset.saving;
    const answer = await ask(button).catch(function () { return null; });
    if (answer && answer.ok) {
      download(await answer.blob(), graph.layout.meta.file + "." + kind);
      told.textContent = "";
    } else {
      told.textContent = answer ? await answer.text() : told.dataset.noAnswer;
      if (kind !== "pdf" && (!answer || answer.status === 503)) { drawHere(graph, kind); }
    }
    button.disabled = false;
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-save], [data-switch]");
    if (!button) { return; }
    if (button.dataset.save) { save(button); } else { switchTable(button); }
  });

  // a drawing wider than a phone starts as its table there
  const isPhone = window.matchMedia("(max-width: 700px)");
  function startNarrow(panel) {
    panel.dataset.seen = "yes";
    if (isPhone.matches) { switchTable(panel.querySelector("[data-switch]")); }
  }

  function openUnit(graph) {
    graph.on("plotly_click", function (event) {
      const unit = event.points[0].customdata;
      if (unit) { window.openness.go(graph.layout.meta.opens.replace("UNIT", encodeURIComponent(unit))); }
    });
  }

  new MutationObserver(function () {
    document.querySelectorAll(".chart.starts-as-table:not([data-seen])").forEach(startNarrow);
    document.querySelectorAll(".opens-unit .js-plotly-plot:not([data-bound])").forEach(function (graph) {
      if (graph.on) { graph.dataset.bound = "yes"; openUnit(graph); }
    });
  }).observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ["class"] });
})();
