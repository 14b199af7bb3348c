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
  const root = document.documentElement;

  function height() {
    return Math.ceil(document.body.getBoundingClientRect().height);
  }

  /**
   * Marks the page while the whole of it is visible, or soon will be: `embed.js` makes the frame as high as its content.
   * Otherwise the frame scrolls, and the button stays at its lower edge.
   */
  function markFit() {
    const fits = hostOrigin !== null || window.innerHeight >= height();
    if (fits !== root.hasAttribute("data-fitted")) root.toggleAttribute("data-fitted", fits);
  }

  function reportHeight() {
    markFit();
    const now = height();
    if (now === reportedHeight || now === 0) return;
    reportedHeight = now;
    if (hostOrigin)
      window.parent.postMessage({ groundswell: "height", height: now, title: document.title }, hostOrigin);
    if (secret) window.parent.postMessage({ message: "height", value: now, secret: secret }, "*");
  }

  /** Whether this is the first message of `embed.js`, or that of WordPress, whose script may start after ours. */
  function isGreeting({ source, data, origin }) {
    if (source !== window.parent || !data) return false;
    if (secret && data.message === "ready" && data.secret === secret) return true;
    if (data.groundswell !== "hello" || !/^https?:/.test(origin)) return false;
    hostOrigin = origin;
    return true;
  }

  window.addEventListener("message", (event) => {
    if (!isGreeting(event)) return;
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

  const leadsHere = (to) => to.origin === location.origin && to.pathname === location.pathname;

  /** Prepares a link when it is used. Runs on every kind of click, because some links are added later. */
  function prepareLink(event) {
    const link = linkOf(event);
    const to = link && new URL(link.href);
    if (!link || leadsHere(to)) return;
    // The partner's page stays open.
    if (/^http/.test(to.protocol) && !link.target && !link.hasAttribute("download")) link.target = "_blank";
    addAttribution(link, to);
  }

  /** Adds the attribution of this embed to a link to our pages. Share links have an attribution of their own. */
  function addAttribution(link, to) {
    if (to.origin !== location.origin || /^\/s\//.test(to.pathname)) return;
    const here = new URL(location.href).searchParams;
    to.searchParams.set("channel", here.get("channel") || "embed");
    for (const name of ["via", "from"]) if (here.get(name)) to.searchParams.set(name, here.get(name));
    link.href = to.href;
  }

  /** Lets WordPress open links: a sandbox can neither send forms nor open windows, so readers sign on the campaign's page. */
  function openLinksByHost() {
    root.setAttribute("data-sandboxed", "");
    document.addEventListener("click", (event) => {
      const link = linkOf(event);
      if (!link || !secret || leadsHere(new URL(link.href))) return;
      event.preventDefault();
      window.parent.postMessage({ message: "link", value: link.href, secret: secret }, "*");
    });
  }

  function begin() {
    if (addHostToChannel()) return;
    for (const type of ["click", "auxclick", "contextmenu"])
      document.addEventListener(type, prepareLink, true);
    // The origin of a sandboxed frame is opaque.
    if (window.origin === "null") openLinksByHost();
    reportHeight();
    window.addEventListener("resize", markFit);
    if (window.ResizeObserver) new ResizeObserver(reportHeight).observe(document.body);
    else setInterval(reportHeight, 500);
    // Contains nothing private, so any host may receive it. `embed.js` answers with a hello.
    window.parent.postMessage({ groundswell: "ready" }, "*");
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
