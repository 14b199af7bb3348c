// biome-ignore-all lint/complexity/useArrowFunction: old browsers run this file
// biome-ignore-all lint/style/useTemplate: the same
/*
 * Embeds a campaign in a page, where its readers can sign it:
 *
 *   <p><a href="https://…/en/campaigns/stand-with-refugees?channel=embed">Sign: Stand with refugees</a></p>
 *   <script src="https://…/embed.js" async data-campaign="stand-with-refugees" data-locale="en"></script>
 *
 * `data-theme="light|dark|auto"` names its colours: light without it, `auto` as the reader's device.
 *
 * It sets no cookie, stores nothing, loads only one frame, and changes only the link before it. The link stays visible if
 * the frame cannot load. Written for old browsers.
 */
(function () {
  var LOCALES = ["en", "es"];
  var THEMES = ["light", "dark", "auto"];
  var TITLES = { en: "Petition", es: "Petición" };
  /**
   * A loaded frame that sends no message within this time was refused, or has no JavaScript. Its script runs before it has
   * loaded, so only the message itself is waited for.
   */
  var MESSAGE_TIMEOUT_MS = 1000;
  var MIN_HEIGHT_PX = 120;
  var MAX_HEIGHT_PX = 4000;
  var MAX_TITLE_LENGTH = 300;

  /** The height that is reserved until the frame reports its own, so that the page does not jump. */
  function reservedHeight(width) {
    if (width >= 720) return 660;
    return width >= 480 ? 1000 : 1110;
  }

  function localeOf(script) {
    var asked = script.getAttribute("data-locale") || document.documentElement.lang || "";
    var language = asked.slice(0, 2).toLowerCase();
    return LOCALES.indexOf(language) < 0 ? LOCALES[0] : language;
  }

  function themeQuery(script) {
    var theme = script.getAttribute("data-theme");
    return THEMES.indexOf(theme) < 0 ? "" : "&theme=" + theme;
  }

  /** Returns the link of the snippet before the script, or inserts one if it was removed. */
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
      encodeURIComponent("embed:" + location.hostname) +
      themeQuery(script);
    frame.title = link.textContent;
    frame.allow = "clipboard-write; web-share";
    // A frame on the screen loads at once, others when the reader scrolls near.
    var isBelow = script.getBoundingClientRect().top > window.innerHeight;
    frame.setAttribute("loading", isBelow ? "lazy" : "eager");
    frame.style.cssText = "display:block;width:100%;border:0;margin:1.5em 0;padding:0;color-scheme:normal";
    return frame;
  }

  /** Returns the element that the frame replaces: the link, or its paragraph if that contains nothing else. */
  function replacedElement(link) {
    var around = link.parentNode;
    var isAlone = around.children.length === 1 && around.textContent.trim() === link.textContent.trim();
    return around.tagName === "P" && isAlone ? around : link;
  }

  function embed(script) {
    script.setAttribute("data-embedded", "");
    var site = script.src.replace(/\/embed\.js(\?.*)?$/, "");
    var slug = encodeURIComponent(script.getAttribute("data-campaign"));
    var link = linkBefore(script, site + "/" + localeOf(script) + "/campaigns/" + slug + "?channel=embed");
    var replaced = replacedElement(link);
    var frame = frameFor(script, site, link);
    var hasReported = false;

    function greet() {
      if (frame.contentWindow) frame.contentWindow.postMessage({ groundswell: "hello" }, site);
    }

    window.addEventListener("message", function (event) {
      // Only from our site and this frame: the page may have other embeds, or frames that pretend to be ours.
      if (event.origin !== site || event.source !== frame.contentWindow || !event.data) return;
      if (event.data.groundswell === "ready") greet();
      var height = Number(event.data.height);
      if (event.data.groundswell !== "height" || !(height >= MIN_HEIGHT_PX && height <= MAX_HEIGHT_PX))
        return;
      hasReported = true;
      // The text of the pasted link may be older than the campaign's status.
      if (typeof event.data.title === "string") frame.title = event.data.title.slice(0, MAX_TITLE_LENGTH);
      replaced.style.display = "none";
      frame.style.height = Math.ceil(height) + "px";
    });

    frame.addEventListener("load", function () {
      greet();
      setTimeout(function () {
        if (!hasReported && frame.parentNode) frame.parentNode.removeChild(frame);
      }, MESSAGE_TIMEOUT_MS);
    });

    script.parentNode.insertBefore(frame, script);
    frame.style.height = reservedHeight(frame.clientWidth) + "px";
  }

  /**
   * Embeds the campaigns of all our scripts on the page that have not run yet. `document.currentScript` is not set in modules,
   * nor for scripts that were moved or inserted by another script.
   */
  function embedAll() {
    var scripts = document.querySelectorAll('script[data-campaign][src*="/embed.js"]:not([data-embedded])');
    var i;
    for (i = 0; i < scripts.length; i += 1) {
      if (/\/embed\.js(\?.*)?$/.test(scripts[i].src)) embed(scripts[i]);
    }
  }

  // A script in the head runs before there is a body to insert the frame into.
  if (document.body) embedAll();
  else document.addEventListener("DOMContentLoaded", embedAll);
})();
