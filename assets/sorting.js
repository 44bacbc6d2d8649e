/* Sorting by headings and searching by words in the tables that ask for it (data_table's `search`): with the mouse
   or with the keyboard alone. */
(function () {
  "use strict";

  let order = null; // the order of Chinese words: made when first needed, it takes as long as all of this file

  // what a cell is worth: its number where the column holds numbers, else its words; nothing known comes last
  function worth(cell) {
    const text = cell.textContent.trim();
    if (!cell.classList.contains("is-number")) { return text; }
    const found = text.replace("−", "-").replace("▼", "-").replace(/[▲+*]/g, "").match(/-?[\d.]+/);
    return found ? Number(found[0]) : text === "＝" ? 0 : null;
  }

  function compare(a, b, sign) {
    if (a === null || b === null) { return (a === null) - (b === null); }
    return sign * (typeof a === "number" && typeof b === "number" ? a - b : order.compare(a, b));
  }

  function sortBy(heading) {
    order = order || new Intl.Collator("zh-CN", { numeric: true });
    const table = heading.closest("table");
    const isRising = heading.getAttribute("aria-sort") === "ascending";
    const place = Array.from(heading.parentNode.children).indexOf(heading);
    table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", isRising ? "descending" : "ascending");
    const rows = Array.from(table.tBodies[0].rows);
    rows.sort(function (a, b) { return compare(worth(a.cells[place]), worth(b.cells[place]), isRising ? -1 : 1); });
    table.tBodies[0].append.apply(table.tBodies[0], rows);
  }

  function search(field, table, told, template) {
    const wanted = field.value.trim();
    let count = 0;
    Array.from(table.tBodies[0].rows).forEach(function (row) {
      row.hidden = !row.textContent.includes(wanted);
      count += row.hidden ? 0 : 1;
    });
    told.textContent = template.replace("{count}", String(count));
  }

  function prepare(box, table) {
    const content = JSON.parse(box.dataset.table);
    if (!content.search || box.querySelector(".table-search")) { return; }
    table.querySelectorAll("th").forEach(function (heading) {
      const button = document.createElement("button");
      button.type = "button";
      button.title = content.sort;
      button.append.apply(button, Array.from(heading.childNodes));
      button.addEventListener("click", function () { sortBy(heading); });
      heading.append(button);
    });
    const label = document.createElement("label");
    const field = document.createElement("input");
    const told = document.createElement("span");
    label.className = "table-search";
    field.type = "search";
    told.setAttribute("role", "status");
    label.append(content.search, field, told);
    field.addEventListener("input", function () { search(field, table, told, content.found); });
    box.prepend(label);
  }

  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      change.addedNodes.forEach(function (node) {
        const box = change.target;
        if (node.nodeName === "TABLE" && box.dataset && box.dataset.table) { prepare(box, node); }
      });
    });
  }).observe(document.documentElement, { subtree: true, childList: true });
})();
