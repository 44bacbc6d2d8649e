/* Charts are drawn one after the other, the topmost first, each in a task of its own: one is seen before all are drawn. */
(function () {
  "use strict";

  const draw = Plotly.react;
  const waiting = [];

  function topOf(graph) { return graph.getBoundingClientRect().top; }

  function drawNext() {
    waiting.sort(function (one, other) { return topOf(one.graph) - topOf(other.graph); });
    const next = waiting[0];
    try {
      next.drawn(next.graph.isConnected ? draw(next.graph, ...next.asked) : next.graph);
    } catch (error) {
      next.failed(error);
    }
    waiting.splice(waiting.indexOf(next), 1);
    if (waiting.length) { window.setTimeout(drawNext); }
  }

  Plotly.react = function (graph, ...asked) {
    return new Promise(function (drawn, failed) {
      if (waiting.push({ graph, asked, drawn, failed }) === 1) { window.setTimeout(drawNext); }
    });
  };
})();
