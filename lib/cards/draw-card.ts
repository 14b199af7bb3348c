import type { OverlayOptions } from "sharp";
import { beginsRight } from "@/lib/direction";
import { CARD_SIZE } from "./card-size";
import { encodeJpeg } from "./encode-jpeg";
import {
  type CoverSource,
  INK,
  ON_SIGNAL,
  placeText,
  RULE,
  rectangle,
  renderCoverLayer,
  SIGNAL,
  SOFT,
  svgLayer,
} from "./layers";
import { fitText, type RenderedText, renderText, type Style } from "./render-text";

/** The content of a social card. All texts are passed in already translated. */
export type CardContent = {
  site: string;
  kicker: string;
  headline: string;
  cover: CoverSource;
  /** Progress towards the goal; `share` is between 0 and 1. */
  tally: { figure: string; label: string; share: number } | null;
  note: string;
  /** A call to action, or the final status. */
  badge: { text: string; isCallToAction: boolean } | null;
};

const COVER_WIDTH = 420;
const MARGIN = 60;
const COLUMN = CARD_SIZE.width - COVER_WIDTH - 2 * MARGIN + 10;
const HEADLINE_TOP = 122;
const HEADLINE_SIZES = [72, 66, 60, 54, 49, 44, 40, 36];
const TALLY_TOP = 432;
const LINE_TOP = 506;
const NOTE_TOP = 528;
const BADGE_HEIGHT = 58;

const headlineStyle = { face: "serif", weight: 560, color: INK, leading: 0.96 } satisfies Omit<Style, "size">;
const SITE: Style = { face: "serif", size: 27, weight: 650, color: INK };
const KICKER: Style = { face: "sans", size: 18, weight: 650, color: SOFT, spacing: 1.5 };
const FIGURE: Style = { face: "serif", size: 50, weight: 560, color: INK };
const LABEL: Style = { face: "sans", size: 24, weight: 450, color: SOFT };
const NOTE: Style = { face: "sans", size: 22, weight: 450, color: SOFT };
const BADGE: Style = { face: "sans", size: 24, weight: 650, color: ON_SIGNAL };

/** Draws the JPEG for link previews: headline, progress and cover. */
export async function drawCard(content: CardContent): Promise<Uint8Array> {
  const right = beginsRight(content.headline);
  const cover = await renderCoverLayer(content.cover, {
    width: COVER_WIDTH,
    height: CARD_SIZE.height,
    left: right ? 0 : CARD_SIZE.width - COVER_WIDTH,
    top: 0,
  });
  const start = right ? COVER_WIDTH + MARGIN - 10 : MARGIN;
  const layers = [
    await siteLayers(content, start),
    await headlineLayers(content, { start, right }),
    await tallyLayers(content, start),
  ];
  return encodeJpeg(CARD_SIZE, [cover, ...layers.flat()]);
}

async function siteLayers({ site, kicker }: CardContent, start: number): Promise<OverlayOptions[]> {
  const end = start + COLUMN;
  const [name, topic] = await Promise.all([
    renderText([{ text: site, style: SITE }], { width: COLUMN }),
    fitText(kicker, KICKER, { width: 380, height: 30, sizes: [KICKER.size] }),
  ]);
  return [
    svgLayer(rectangle(start, 50, COLUMN, 3, INK), CARD_SIZE),
    ...placeText(name, { left: start, top: 60 }),
    ...placeText(topic, { right: end + (KICKER.spacing ?? 0), top: 60 + baselineBetween(name, topic) }),
  ];
}

/** Returns the offset of the smaller text that aligns both bottom edges. */
export function baselineBetween(large: RenderedText | null, small: RenderedText | null): number {
  return ((large?.height ?? 0) - (small?.height ?? 0)) * 0.8;
}

async function headlineLayers(
  { headline: text, tally, note }: CardContent,
  { start, right }: { start: number; right: boolean },
) {
  const bottom = tally ? TALLY_TOP - 24 : note ? NOTE_TOP - 30 : CARD_SIZE.height - MARGIN;
  const set = await fitText(text, headlineStyle, {
    width: COLUMN,
    height: bottom - HEADLINE_TOP,
    sizes: HEADLINE_SIZES,
  });
  return placeText(
    set,
    right ? { right: start + COLUMN, top: HEADLINE_TOP } : { left: start, top: HEADLINE_TOP },
  );
}

async function tallyLayers({ tally, note, badge }: CardContent, start: number): Promise<OverlayOptions[]> {
  const badgeText = badge && (await renderText([{ text: badge.text, style: BADGE }], { width: 260 }));
  const badgeWidth = badgeText ? badgeText.width + 64 : 0;
  const noteWidth = COLUMN - (badgeWidth > 0 ? badgeWidth + 24 : 0);
  const [count, below] = await Promise.all([
    tally &&
      renderText(
        [
          { text: tally.figure, style: FIGURE },
          { text: tally.label, style: LABEL },
        ],
        { width: COLUMN },
      ),
    fitText(note, NOTE, { width: noteWidth, height: 60, sizes: [NOTE.size, 20] }),
  ]);
  return [
    ...(tally ? [svgLayer(progressLine(tally.share, start), CARD_SIZE)] : []),
    ...placeText(count, { left: start, top: TALLY_TOP }),
    ...placeText(below, { left: start, top: NOTE_TOP + (BADGE_HEIGHT - (below?.height ?? 0)) / 2 }),
    ...badgeLayers(badgeText, { isCallToAction: badge?.isCallToAction ?? false, right: start + COLUMN }),
  ];
}

function progressLine(share: number, start: number): string {
  return (
    rectangle(start, LINE_TOP, COLUMN, 6, RULE) +
    rectangle(start, LINE_TOP, COLUMN * Math.min(1, Math.max(0, share)), 6, INK)
  );
}

function badgeLayers(
  set: RenderedText | null,
  { isCallToAction, right }: { isCallToAction: boolean; right: number },
): OverlayOptions[] {
  if (!set) return [];
  const [width, height, top] = [set.width + 64, BADGE_HEIGHT, NOTE_TOP];
  return [
    svgLayer(rectangle(right - width, top, width, height, isCallToAction ? SIGNAL : INK, 3), CARD_SIZE),
    ...placeText(set, { left: right - width + 32, top: top + (height - set.height) / 2 }),
  ];
}
