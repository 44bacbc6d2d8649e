/* The address is the state. Links and controls change it; Dash's Location hears of it and asks the server. */
(function () {
  "use strict";

  function go(href) {
    window.history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    const place = document.getElementById(href.split("#")[1] || "");
    if (place) { place.scrollIntoView(); } else if (!href.includes("#")) { window.scrollTo(0, 0); }
  }
  window.openness = { go: go };
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    openness: { title: function (title) { document.title = title || document.title; } }
  });

  // an inner link changes the address without loading the page anew; with a modifier key it stays a plain link
  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href^='/']:not([href^='/evidence/'])"); // an attachment is fetched
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || link.target || event.defaultPrevented) { return; }
    event.preventDefault();
    go(link.getAttribute("href"));
  });

  // a control sets one parameter; a new year starts at its own default date
  document.addEventListener("change", function (event) {
    const control = event.target.closest("[name='year'], [name='as_of'], [data-in-address][name], [data-in-address] [name]");
    if (!control || !(control.value || control.closest("[data-in-address]"))) { return; }
    const address = new URL(window.location.href);
    if (control.value) { address.searchParams.set(control.name, control.value); } else { address.searchParams.delete(control.name); }
    if (control.name === "year") { address.searchParams.delete("as_of"); }
    address.searchParams.delete("page");
    go(address.pathname + address.search);
  });
})();
