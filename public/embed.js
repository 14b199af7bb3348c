// biome-ignore-all lint/complexity/useArrowFunction: old browsers read this file too
// biome-ignore-all lint/style/useTemplate: the same
/*
 * Puts a campaign into a page of yours, where its readers can sign it:
 *
 *   <p><a href="https://…/en/campaigns/stand-with-refugees?channel=embed">Sign: Stand with refugees</a></p>
 *   <script src="https://…/embed.js" async data-campaign="stand-with-refugees" data-locale="en"></script>
 *
 * It sets no cookie, stores nothing, loads nothing but one frame, and touches nothing of the page but the link before it,
 * which is shown again wherever the frame may not be. Old browsers read it too, so it is written for them.
 */
(function () {
  var LOCALES = ["en", "es"];
  var TITLES = { en: "Petition", es: "Petición" };
  /** A frame that has loaded and says nothing for so long is an error page, or one without scripts. */
  var SILENT_AFTER_MS = 5000;
  var LOWEST_PX = 120;
  var HIGHEST_PX = 4000;

  /** Until a frame has told its height, so much is kept free: the page does not jump. */
  function reservedHeight(width) {
    if (width >= 720) return 660;
    return width >= 480 ? 1000 : 1110;
  }

  function localeOf(script) {
    var asked = script.getAttribute("data-locale") || document.documentElement.lang || "";
    var language = asked.slice(0, 2).toLowerCase();
    return LOCALES.indexOf(language) < 0 ? LOCALES[0] : language;
  }

  /** The link of the snippet, as it stands before the script; one of our own where somebody took it out. */
  function linkBefore(script, href) {
    var before = script.previousElementSibling;
    var link = before && (before.tagName === "A" ? before : before.querySelector("a"));
    if (link && link.href.split("?")[0] === href.split("?")[0]) return link;
    link = document.createElement("a");
    link.href = href;
    link.textContent = TITLES[localeOf(script)];
    script.parentNode.insertBefore(link, script);
    return link;
  }

  function frameFor(script, site, link) {
    var slug = encodeURIComponent(script.getAttribute("data-campaign"));
    var frame = document.createElement("iframe");
    frame.src =
      site +
      "/" +
      localeOf(script) +
      "/embed/" +
      slug +
      "?channel=" +
      encodeURIComponent("embed:" + location.hostname);
    frame.title = link.textContent;
    frame.allow = "clipboard-write; web-share";
    // What is on the screen already is wanted now; all else when its reader comes near.
    var isBelow = script.getBoundingClientRect().top > window.innerHeight;
    frame.setAttribute("loading", isBelow ? "lazy" : "eager");
    frame.style.cssText = "display:block;width:100%;border:0;margin:0;padding:0;color-scheme:normal";
    return frame;
  }

  /** What the frame takes the place of: the link, and its paragraph where that says nothing else. */
  function placeOf(link) {
    var around = link.parentNode;
    var isAlone = around.children.length === 1 && around.textContent.trim() === link.textContent.trim();
    return around.tagName === "P" && isAlone ? around : link;
  }

  function embed(script) {
    script.setAttribute("data-embedded", "");
    var site = script.src.replace(/\/embed\.js(\?.*)?$/, "");
    var slug = encodeURIComponent(script.getAttribute("data-campaign"));
    var link = linkBefore(script, site + "/" + localeOf(script) + "/campaigns/" + slug + "?channel=embed");
    var place = placeOf(link);
    var frame = frameFor(script, site, link);
    var hasSpoken = false;

    function greet() {
      if (frame.contentWindow) frame.contentWindow.postMessage({ groundswell: "hello" }, site);
    }

    window.addEventListener("message", function (event) {
      // Only our site, and only this frame of it: others on the page may be ours, too, or say that they are.
      if (event.origin !== site || event.source !== frame.contentWindow || !event.data) return;
      if (event.data.groundswell === "ready") greet();
      var height = Number(event.data.height);
      if (event.data.groundswell !== "height" || !(height >= LOWEST_PX && height <= HIGHEST_PX)) return;
      hasSpoken = true;
      place.style.display = "none";
      frame.style.height = Math.ceil(height) + "px";
    });

    frame.addEventListener("load", function () {
      greet();
      setTimeout(function () {
        if (!hasSpoken && frame.parentNode) frame.parentNode.removeChild(frame);
      }, SILENT_AFTER_MS);
    });

    script.parentNode.insertBefore(frame, script);
    frame.style.height = reservedHeight(frame.clientWidth) + "px";
  }

  /**
   * All scripts of ours on the page that have not put their campaign there yet: which of them is running, `document.currentScript`
   * does not tell in a module, nor once a script was moved or made by another one.
   */
  function embedAll() {
    var scripts = document.querySelectorAll('script[data-campaign][src*="/embed.js"]:not([data-embedded])');
    var i;
    for (i = 0; i < scripts.length; i += 1) {
      if (/\/embed\.js(\?.*)?$/.test(scripts[i].src)) embed(scripts[i]);
    }
  }

  // A script in the head of a page has no place for a frame there: its campaign stands where the page's body does not exist yet.
  if (document.body) embedAll();
  else document.addEventListener("DOMContentLoaded", embedAll);
})();
