/*
 * Runs inside an embed. Reports its height to the host page, so that the frame fits. Supports our own `embed.js`, and
 * WordPress, which sandboxes unknown frames and opens their links itself.
 */
(() => {
  if (window.parent === window) return;

  /** The origin of the host page, known from its hello message. `frame-ancestors` limits which pages can send one. */
  let hostOrigin = null;
  /** WordPress appends a secret to the address of the frame. Our messages must repeat it. */
  const secret = (/[#?&]secret=([a-zA-Z0-9]{1,40})$/.exec(location.hash) || [])[1];
  let reportedHeight = 0;

  function height() {
    return Math.ceil(document.body.getBoundingClientRect().height);
  }

  function reportHeight() {
    const now = height();
    if (now === reportedHeight || now === 0) return;
    reportedHeight = now;
    if (hostOrigin) window.parent.postMessage({ groundswell: "height", height: now }, hostOrigin);
    if (secret) window.parent.postMessage({ message: "height", value: now, secret: secret }, "*");
  }

  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || !event.data || event.data.groundswell !== "hello") return;
    if (!/^https?:/.test(event.origin)) return;
    hostOrigin = event.origin;
    reportedHeight = 0;
    reportHeight();
  });

  /** Adds the host to the channel by a reload, for a frame that was not created by `embed.js`. Returns whether it reloads. */
  function addHostToChannel() {
    const address = new URL(location.href);
    const channel = address.searchParams.get("channel");
    if (channel && channel !== "embed") return false;
    if (!document.referrer || new URL(document.referrer).origin === address.origin) return false;
    address.searchParams.set("channel", `embed:${new URL(document.referrer).hostname}`);
    location.replace(address);
    return true;
  }

  const linkOf = (event) => (event.target.closest ? event.target.closest("a[href]") : null);

  /**
   * Adds the attribution of this embed to a link to our pages. Runs on every kind of click, because some links are added
   * later. Share links have an attribution of their own.
   */
  function addAttribution(event) {
    const link = linkOf(event);
    if (!link) return;
    const to = new URL(link.href);
    if (to.origin !== location.origin || to.pathname === location.pathname || /^\/s\//.test(to.pathname))
      return;
    const here = new URL(location.href).searchParams;
    to.searchParams.set("channel", here.get("channel") || "embed");
    if (here.get("via")) to.searchParams.set("via", here.get("via"));
    link.href = to.href;
  }

  /** Lets WordPress open links: a sandbox can neither send forms nor open windows, so readers sign on the campaign's page. */
  function openLinksByHost() {
    document.documentElement.setAttribute("data-sandboxed", "");
    document.addEventListener("click", (event) => {
      const link = linkOf(event);
      if (!link || !secret) return;
      event.preventDefault();
      window.parent.postMessage({ message: "link", value: link.href, secret: secret }, "*");
    });
  }

  function begin() {
    if (addHostToChannel()) return;
    for (const type of ["click", "auxclick", "contextmenu"])
      document.addEventListener(type, addAttribution, true);
    // The origin of a sandboxed frame is opaque.
    if (window.origin === "null") openLinksByHost();
    reportHeight();
    if (window.ResizeObserver) new ResizeObserver(reportHeight).observe(document.body);
    else setInterval(reportHeight, 500);
    // Contains nothing private, so any host may receive it. `embed.js` answers with a hello.
    window.parent.postMessage({ groundswell: "ready" }, "*");
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
