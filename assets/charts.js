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

  // The picture is the chart on screen with what the page says around it: title, date, source.
  function picture(graph) {
    const words = graph.layout.meta;
    const layout = JSON.parse(JSON.stringify(graph.layout));
    const margin = layout.margin;
    const extra = 64;
    const below = 22;
    // what stands at a height of the whole picture keeps its place below the added title
    const height = graph.offsetHeight + extra + below;
    if (layout.legend && layout.legend.yref === "container") { layout.legend.y = 1 - extra / height; }
    layout.margin = Object.assign({}, margin, { t: margin.t + extra, b: margin.b + below, l: Math.max(margin.l, 16) });
    layout.title = {
      text: "<b>" + words.title + "</b>", font: { size: 17 },
      subtitle: { text: words.subtitle, font: { size: 13, color: "#52606d" } },
      x: 0, xref: "container", xanchor: "left", pad: { l: 16 }, y: 1 - 26 / height, yref: "container", yanchor: "middle"
    };
    layout.annotations = (layout.annotations || []).concat([{
      text: words.source, showarrow: false, xref: "paper", yref: "paper", x: 1, xanchor: "right",
      y: 0, yanchor: "bottom", yshift: -margin.b - below + 4, font: { size: 11, color: "#52606d" }
    }]);
    return { figure: { data: graph.data, layout: layout }, width: Math.max(graph.offsetWidth, 860), height: height };
  }

  function save(button) {
    const graph = graphOf(button.closest(".chart"));
    const made = picture(graph);
    const kind = button.dataset.save;
    Plotly.downloadImage(
      { data: made.figure.data, layout: made.figure.layout, config: { locale: "zh-CN", plotlyServerURL: "" } },
      { format: kind, width: made.width, height: made.height, scale: kind === "png" ? 2 : 1, filename: graph.layout.meta.file }
    );
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
