import { parse } from "node-html-parser";

const SECRET = "x7Kq2mPz0A";

/**
 * What WordPress makes of the `html` of a site that it does not know (`wp_filter_oembed_result()`): the first blockquote and frame
 * and nothing else, the frame in a sandbox that may run scripts only, hidden until it speaks; each with a secret by which they
 * know each other.
 */
export function renderInWordPress(html: string): string {
  const [, , frameHtml = ""] = /(<blockquote>.*?<\/blockquote>)?.*(<iframe.*?><\/iframe>)/ms.exec(html) ?? [];
  const quote = parse(html).querySelector("blockquote");
  const frame = parse(frameHtml).querySelector("iframe");
  if (!frame) throw new Error("WordPress shows nothing without a frame");
  const kept = ["width", "height", "title", "frameborder", "marginwidth", "marginheight", "scrolling"]
    .filter((name) => frame.hasAttribute(name))
    .map((name) => `${name}="${frame.getAttribute(name)?.replaceAll('"', "&quot;")}"`)
    .join(" ");
  const source = (frame.getAttribute("src") ?? "").replaceAll("&", "&#038;");
  const hidden = quote ? 'style="position: absolute; visibility: hidden;"' : "";
  return [
    quote &&
      `<blockquote class="wp-embedded-content" data-secret="${SECRET}">${quote.innerHTML}</blockquote>`,
    `<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" ${hidden} src="${source}#?secret=${SECRET}" data-secret="${SECRET}" ${kept}></iframe>`,
    `<script>(${listen})()</script>`,
  ].join("");
}

/** What its `wp-embed.js` does with what a frame says. Runs in the browser. */
function listen() {
  addEventListener("message", ({ data, source }) => {
    const frame = document.querySelector<HTMLIFrameElement>(`iframe[data-secret="${data?.secret}"]`);
    if (!frame || frame.contentWindow !== source) return;
    document.querySelector<HTMLElement>("blockquote")?.style.setProperty("display", "none");
    frame.removeAttribute("style");
    if (data.message === "height") frame.height = String(Math.min(1000, Math.max(200, Number(data.value))));
    const leadsHome = data.message === "link" && new URL(data.value).host === new URL(frame.src).host;
    if (leadsHome && document.activeElement === frame) location.href = data.value;
  });
}
