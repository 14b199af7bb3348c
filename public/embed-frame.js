/*
 * Inside a campaign's box: tells the page around it how high the box is, so that nothing of it is cut off. Speaks with our own
 * `embed.js`, and with WordPress, which shows a frame that it does not know in a sandbox, and follows links for it.
 */
(() => {
  if (window.parent === window) return;

  /** The origin of the page around, once it has greeted us. The policy of this page says which it can be. */
  let greetedBy = null;
  /** WordPress writes it behind the address of the frame; what we say must carry it. */
  const secret = (/[#?&]secret=([a-zA-Z0-9]{1,40})$/.exec(location.hash) || [])[1];
  let lastHeight = 0;

  function height() {
    return Math.ceil(document.body.getBoundingClientRect().height);
  }

  function tellHeight() {
    const now = height();
    if (now === lastHeight || now === 0) return;
    lastHeight = now;
    if (greetedBy) window.parent.postMessage({ groundswell: "height", height: now }, greetedBy);
    if (secret) window.parent.postMessage({ message: "height", value: now, secret: secret }, "*");
  }

  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || !event.data || event.data.groundswell !== "hello") return;
    if (!/^https?:/.test(event.origin)) return;
    greetedBy = event.origin;
    lastHeight = 0;
    tellHeight();
  });

  /** A frame that somebody put there by hand, or by oEmbed, learns only here on whose pages it stands: it begins anew, and knows. */
  function nameHost() {
    const address = new URL(location.href);
    const channel = address.searchParams.get("channel");
    if (channel && channel !== "embed") return false;
    if (!document.referrer || new URL(document.referrer).origin === address.origin) return false;
    address.searchParams.set("channel", `embed:${new URL(document.referrer).hostname}`);
    location.replace(address);
    return true;
  }

  const linkAt = (event) => (event.target.closest ? event.target.closest("a[href]") : null);

  /**
   * Whoever goes on to our pages from here came from here all the same: the link says on whose pages the frame stands, and through
   * whose link. Done when it is pressed, however it is, since some links come later. Share links speak for somebody else.
   */
  function sayOrigin(event) {
    const link = linkAt(event);
    if (!link) return;
    const to = new URL(link.href);
    if (to.origin !== location.origin || to.pathname === location.pathname || /^\/s\//.test(to.pathname))
      return;
    const here = new URL(location.href).searchParams;
    to.searchParams.set("channel", here.get("channel") || "embed");
    if (here.get("via")) to.searchParams.set("via", here.get("via"));
    link.href = to.href;
  }

  /** Nothing can be sent and no window opened from a sandbox: its reader signs on the campaign's own page, where WordPress leads. */
  function leadOut() {
    document.documentElement.setAttribute("data-sandboxed", "");
    document.addEventListener("click", (event) => {
      const link = linkAt(event);
      if (!link || !secret) return;
      event.preventDefault();
      window.parent.postMessage({ message: "link", value: link.href, secret: secret }, "*");
    });
  }

  function begin() {
    if (nameHost()) return;
    for (const press of ["click", "auxclick", "contextmenu"])
      document.addEventListener(press, sayOrigin, true);
    // The origin of a sandbox is nobody's, and all that it may know of itself.
    if (window.origin === "null") leadOut();
    tellHeight();
    if (window.ResizeObserver) new ResizeObserver(tellHeight).observe(document.body);
    else setInterval(tellHeight, 500);
    // Nothing but that we are there: who may hear it, the page around decides by asking.
    window.parent.postMessage({ groundswell: "ready" }, "*");
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
