/* Drawings wider than a sheet are drawn narrower for the printer, then printed smaller until they fit whole: a page of A4
   is narrower than most windows. */
(function () {
  "use strict";

  const SHEET = 650; // CSS pixels between the margins of a box on A4 upright, 12 mm to each side
  const NARROWEST = 1040; // no board or matrix reads well drawn narrower

  function graphs() { return Array.from(document.querySelectorAll(".chart-drawing .js-plotly-plot")); }
  function widthOf(graph) { return graph.querySelector(".main-svg").clientWidth; }

  window.addEventListener("beforeprint", function () {
    graphs().forEach(function (graph) {
      if (widthOf(graph) > NARROWEST) { Plotly.relayout(graph, { width: NARROWEST }); }
      if (widthOf(graph) > SHEET) { graph.closest(".chart-drawing").style.zoom = SHEET / widthOf(graph); }
    });
  });

  window.addEventListener("afterprint", function () {
    graphs().forEach(function (graph) {
      graph.closest(".chart-drawing").style.zoom = "";
      if (!graph.layout.autosize) { Plotly.relayout(graph, { autosize: true, width: null }); }
    });
  });
})();
