/* Runs before everything else and in any browser: says so when this one is older than Chromium 109. */
(function () {
  var chromium = /Chrom(?:e|ium)\/(\d+)/.exec(navigator.userAgent);
  var isOld = chromium ? Number(chromium[1]) < 109 : !("MathMLElement" in window);
  if (isOld) { document.documentElement.className += " is-too-old"; }
})();
