import { parse } from "node-html-parser";

const SECRET = "x7Kq2mPz0A";

/**
 * Returns what WordPress makes of the oEmbed `html` of an unknown site (`wp_filter_oembed_result()`): the first
 * blockquote and the first iframe, nothing else. The iframe's sandbox allows scripts only, and it stays hidden until it
 * sends a message. Both carry the same secret.
 */
export function renderInWordPress(html: string): string {
  const [, , frameHtml = ""] = /(<blockquote>.*?<\/blockquote>)?.*(<iframe.*?><\/iframe>)/ms.exec(html) ?? [];
  const quote = parse(html).querySelector("blockquote");
  const frame = parse(frameHtml).querySelector("iframe");
  if (!frame) throw new Error("the oEmbed html has no iframe");
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

/** Handles the messages of an iframe as WordPress's `wp-embed.js` does. Runs in the browser. */
function listen() {
  addEventListener("message", ({ data, source }) => {
    const frame = document.querySelector<HTMLIFrameElement>(`iframe[data-secret="${data?.secret}"]`);
    if (!frame || frame.contentWindow !== source) return;
    document.querySelector<HTMLElement>("blockquote")?.style.setProperty("display", "none");
    frame.removeAttribute("style");
    if (data.message === "height") frame.height = String(Math.min(1000, Math.max(200, Number(data.value))));
    const isSameHost = data.message === "link" && new URL(data.value).host === new URL(frame.src).host;
    if (isSameHost && document.activeElement === frame) location.href = data.value;
  });
}
