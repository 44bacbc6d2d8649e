/* Charts are drawn one after the other, each in a task of its own: the first is seen while the others are drawn. */
(function () {
  "use strict";

  const draw = Plotly.react;
  let turn = Promise.resolve();

  function pause() { return new Promise(function (resolve) { window.setTimeout(resolve); }); }

  Plotly.react = function (graph, ...asked) {
    const drawn = turn.then(function () { return graph.isConnected ? draw(graph, ...asked) : graph; });
    turn = turn.then(pause);
    return drawn;
  };
})();
