import { parse } from "node-html-parser";
import sharp from "sharp";
import { expect } from "vitest";
import { stack } from "./stack";

const MAX_BYTES = 300 * 1024;

/** Returns the Open Graph and X tags in a page's head by name. Of repeated tags the first counts, as in messengers. */
export function readSocialTags(html: string): Record<string, string> {
  const head = /<head[^>]*>([\s\S]*?)<\/head>/.exec(html)?.[1] ?? "";
  const tags: Record<string, string> = {};
  for (const meta of parse(head).querySelectorAll("meta")) {
    const name = meta.getAttribute("property") ?? meta.getAttribute("name") ?? "";
    if (/^(og|twitter|article):/.test(name)) tags[name] ??= meta.getAttribute("content") ?? "";
  }
  return tags;
}

/** Expects a complete, consistent set of social tags, with `canonical` as the shared URL. Returns the URL of the image. */
export function expectCardTags(
  html: string,
  { canonical, locale }: { canonical: string; locale: string },
): string {
  const tags = readSocialTags(html);
  const image = tags["og:image"] ?? "";
  expect(tags).toMatchObject({
    "og:type": expect.stringMatching(/^(article|website)$/),
    "og:site_name": "Groundswell",
    "og:url": canonical,
    "og:locale": locale === "es" ? "es_ES" : "en_US",
    "og:title": expect.stringMatching(/\S/),
    "og:description": expect.stringMatching(/\S/),
    "og:image:width": "1200",
    "og:image:height": "630",
    "og:image:type": "image/jpeg",
    "og:image:alt": expect.stringMatching(/\S/),
    "twitter:card": "summary_large_image",
    "twitter:title": tags["og:title"],
    "twitter:image": image,
  });
  expect(image.startsWith(`${stack().appUrl}/media/cards/${locale}/`)).toBe(true);
  return image;
}

/** Expects a JPEG whose size and dimensions every messenger accepts. */
export async function expectCardImage(answer: Response) {
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("image/jpeg");
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(bytes.byteLength).toBeLessThanOrEqual(MAX_BYTES);
  const { width, height, format } = await sharp(bytes).metadata();
  expect({ width, height, format }).toEqual({ width: 1200, height: 630, format: "jpeg" });
}
