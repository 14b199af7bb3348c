import sharp, { type OverlayOptions } from "sharp";
import { type CoverPlan, generateCover } from "./cover";
import { type RenderedText, renderText } from "./render-text";

export const PAPER = "#faf6ed";
export const INK = "#1c1915";
export const SOFT = "#5c554a";
export const RULE = "#d8cdb9";
/** Reserved for calls to action. */
export const SIGNAL = "#c2321a";
export const ON_SIGNAL = "#fffaf3";

export type Size = { width: number; height: number };

/** Renders SVG markup as a layer. The markup must not contain user input: it is not escaped. */
export function svgLayer(inside: string, { width, height }: Size): OverlayOptions {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inside}</svg>`;
  return { input: Buffer.from(svg), left: 0, top: 0 };
}

export const rectangle = (x: number, y: number, width: number, height: number, fill: string, radius = 0) =>
  `<rect x="${x}" y="${y}" width="${Math.max(0, width)}" height="${height}" rx="${radius}" fill="${fill}"/>`;

/** Positions a rendered text by its upper left corner, or by its upper right corner for right-to-left text. */
export function placeText(
  set: RenderedText | null,
  at: { left: number; top: number } | { right: number; top: number },
): OverlayOptions[] {
  if (!set) return [];
  const left = "left" in at ? at.left : at.right - set.width;
  const { pixels, width, height } = set;
  return [
    { input: pixels, raw: { width, height, channels: 4 }, left: Math.round(left), top: Math.round(at.top) },
  ];
}

export type CoverSource = { seed: string; title: string; photograph: Uint8Array | null };

/** Renders the cover as a layer: the photograph if there is one, otherwise the generated drawing. */
export async function renderCoverLayer(
  cover: CoverSource,
  place: Size & { left: number; top: number },
): Promise<OverlayOptions> {
  const input = cover.photograph
    ? await sharp(cover.photograph)
        .resize({ ...sizeOf(place), fit: "cover", position: "attention" })
        .toBuffer()
    : await renderGeneratedCover({ ...cover, ...sizeOf(place) });
  return { input, left: place.left, top: place.top };
}

const sizeOf = ({ width, height }: Size) => ({ width, height });

async function renderGeneratedCover(plan: CoverPlan): Promise<Buffer> {
  const { hue, sun, word, lines } = generateCover(plan);
  const tint = (saturation: number, lightness: number) => `hsl(${hue},${saturation}%,${lightness}%)`;
  const paper = rectangle(0, 0, plan.width, plan.height, tint(26, 86));
  const disc = `<circle cx="${sun.cx}" cy="${sun.cy}" r="${sun.r}" fill="${tint(30, 75)}"/>`;
  const sea = lines.map(({ path, opacity }) => `<path d="${path}" stroke-opacity="${opacity}"/>`).join("");
  const color = await hexColor(hue);
  const text = await renderText(
    [{ text: word.text, style: { face: "serif", size: Math.round(word.fontSize), weight: 560, color } }],
    { width: plan.width * 4 },
  );
  const scaled = text && (await scaleToWidth(text, plan.width));
  return sharp({ create: { ...sizeOf(plan), channels: 3, background: PAPER } })
    .composite([
      svgLayer(paper + disc, plan),
      ...placeText(scaled, {
        left: (plan.width - (scaled?.width ?? 0)) / 2,
        top: Math.max(0, word.y - (scaled?.height ?? 0) * 0.78),
      }),
      svgLayer(`<g fill="none" stroke="${tint(30, 22)}" stroke-width="2.5">${sea}</g>`, plan),
    ])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Scales the rendered word down to the cover's width. A smaller font size could wrap it instead. */
async function scaleToWidth(set: RenderedText, width: number): Promise<RenderedText> {
  const maxWidth = Math.round(width * 0.8);
  if (set.width <= maxWidth) return set;
  const { data, info } = await sharp(set.pixels, { raw: { ...sizeOf(set), channels: 4 } })
    .resize({ width: maxWidth })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

/** Converts to hex because Pango does not support hsl(). */
async function hexColor(hue: number): Promise<string> {
  const pixel = await sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">${rectangle(0, 0, 1, 1, `hsl(${hue},28%,64%)`)}</svg>`,
    ),
  )
    .removeAlpha()
    .raw()
    .toBuffer();
  return `#${pixel.toString("hex").slice(0, 6)}`;
}
