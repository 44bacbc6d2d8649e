/* Draws every table from the JSON in its data-table attribute, at once and again when the attribute changes.
   Component trees of many cells are slow in Dash (stack.md, Tables); plain elements are not. Of a long list in a window
   the first rows stand at once, the next come as it is scrolled, all of them before it is printed. */
(function () {
  "use strict";

  const ROWS_AT_ONCE = 200;

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) { made.className = className; }
    if (text !== undefined) { made.textContent = text; }
    return made;
  }

  function fillCell(cell, value) {
    if (typeof value === "string") { cell.textContent = value; return; }
    if (value.status) { cell.append(element("span", "badge badge-" + value.status, value.text)); return; }
    const link = element("a", "", value.text);
    link.href = value.href;
    if (!value.href.startsWith("/")) { link.target = "_blank"; link.rel = "noopener noreferrer"; }
    cell.append(link);
  }

  function draw(box) {
    const content = JSON.parse(box.dataset.table);
    const looks = content.columns.map(function (column) { return "is-" + column.kind + (column.detail ? " is-detail" : ""); });
    const shown = content.columns.filter(function (column) { return !column.detail; });
    const isWide = shown.length > 5 || shown.some(function (column) { return column.kind === "prose"; });
    const table = element("table", isWide ? "is-wide" : "");
    table.append(element("caption", "hidden-text", content.caption));
    const headings = table.createTHead().insertRow();
    content.columns.forEach(function (column, place) {
      const heading = element("th", looks[place], column.heading);
      heading.scope = "col";
      headings.append(heading);
    });
    const body = table.createTBody();
    function addRow(row) {
      const line = body.insertRow();
      row.forEach(function (value, place) {
        const cell = line.insertCell();
        cell.className = looks[place];
        cell.dataset.heading = content.columns[place].heading;
        fillCell(cell, value);
      });
    }
    function addRows(count) { content.rows.slice(body.rows.length, body.rows.length + count).forEach(addRow); }
    const isWindow = box.classList.contains("scrolls") && !content.search;
    addRows(isWindow ? ROWS_AT_ONCE : content.rows.length);
    box.onscroll = function () {
      if (box.scrollTop + 2 * box.clientHeight > box.scrollHeight) { addRows(ROWS_AT_ONCE); }
    };
    box.drawRest = function () { addRows(content.rows.length); };
    box.replaceChildren(table);
  }

  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("[data-table]").forEach(function (box) { box.drawRest(); });
  });

  function drawIn(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) { return; }
    if (node.matches("[data-table]")) { draw(node); }
    node.querySelectorAll("[data-table]").forEach(draw);
  }

  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.type === "attributes") { draw(change.target); }
      change.addedNodes.forEach(drawIn);
    });
  }).observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ["data-table"] });
})();
