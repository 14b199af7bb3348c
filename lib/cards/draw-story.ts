import type { OverlayOptions } from "sharp";
import { encode } from "uqr";
import { beginsRight } from "@/lib/direction";
import { baselineBetween, type CardContent } from "./draw-card";
import { encodeJpeg } from "./encode-jpeg";
import { INK, PAPER, placeText, RULE, rectangle, renderCoverLayer, SOFT, svgLayer } from "./layers";
import { fitText, renderText, type Style } from "./render-text";

/** The story format of Instagram, WhatsApp and TikTok. */
export const STORY_SIZE = { width: 1080, height: 1920 };

/** A story cannot be clicked, so it has a QR code and a short address to type. */
export type StoryContent = Omit<CardContent, "badge"> & {
  ended: string | null;
  scan: string;
  scanned: string;
  typed: string;
};

const COVER_HEIGHT = 700;
const MARGIN = 84;
const COLUMN = STORY_SIZE.width - 2 * MARGIN;
/** Below this the apps show their own controls. */
const HEADLINE = { top: 858, height: 356, sizes: [104, 94, 84, 76, 68, 60, 54, 48] };
const TALLY_TOP = 1238;
const LINE_TOP = 1334;
const NOTE_TOP = 1358;
const CODE = { top: 1452, size: 232 };

const SITE: Style = { face: "serif", size: 40, weight: 650, color: INK };
const KICKER: Style = { face: "sans", size: 26, weight: 650, color: SOFT, spacing: 2 };
const FIGURE: Style = { face: "serif", size: 74, weight: 560, color: INK };
const LABEL: Style = { face: "sans", size: 34, weight: 450, color: SOFT };
const NOTE: Style = { face: "sans", size: 30, weight: 450, color: SOFT };
const SCAN: Style = { face: "serif", size: 46, weight: 560, color: INK };
const ENDED: Style = { face: "sans", size: 34, weight: 650, color: PAPER };

/** Draws a 1080 × 1920 JPEG for a story, with a QR code of its link. */
export async function drawStory(content: StoryContent): Promise<Uint8Array> {
  const layers = await Promise.all([
    renderCoverLayer(content.cover, { width: STORY_SIZE.width, height: COVER_HEIGHT, left: 0, top: 0 }).then(
      (cover) => [cover],
    ),
    siteLayers(content),
    headlineLayers(content),
    tallyLayers(content),
    codeLayers(content),
    endedLayers(content),
  ]);
  return encodeJpeg(STORY_SIZE, layers.flat());
}

async function siteLayers({ site, kicker }: StoryContent): Promise<OverlayOptions[]> {
  const [name, topic] = await Promise.all([
    renderText([{ text: site, style: SITE }], { width: COLUMN }),
    fitText(kicker, KICKER, { width: COLUMN / 2, height: 40, sizes: [KICKER.size] }),
  ]);
  return [
    svgLayer(rectangle(MARGIN, 758, COLUMN, 4, INK), STORY_SIZE),
    ...placeText(name, { left: MARGIN, top: 774 }),
    ...placeText(topic, {
      right: MARGIN + COLUMN + (KICKER.spacing ?? 0),
      top: 774 + baselineBetween(name, topic),
    }),
  ];
}

async function headlineLayers({ headline: text }: StoryContent): Promise<OverlayOptions[]> {
  const set = await fitText(
    text,
    { face: "serif", weight: 560, color: INK, leading: 0.96 },
    { width: COLUMN, ...HEADLINE },
  );
  return placeText(set, {
    ...(beginsRight(text) ? { right: MARGIN + COLUMN } : { left: MARGIN }),
    top: HEADLINE.top,
  });
}

async function tallyLayers({ tally: count, note }: StoryContent): Promise<OverlayOptions[]> {
  const [figure, below] = await Promise.all([
    count &&
      renderText(
        [
          { text: count.figure, style: FIGURE },
          { text: count.label, style: LABEL },
        ],
        { width: COLUMN },
      ),
    fitText(note, NOTE, { width: COLUMN, height: 76, sizes: [NOTE.size, 26] }),
  ]);
  const line =
    count &&
    rectangle(MARGIN, LINE_TOP, COLUMN, 8, RULE) + rectangle(MARGIN, LINE_TOP, COLUMN * count.share, 8, INK);
  return [
    ...(line ? [svgLayer(line, STORY_SIZE)] : []),
    ...placeText(figure, { left: MARGIN, top: TALLY_TOP }),
    ...placeText(below, { left: MARGIN, top: NOTE_TOP }),
  ];
}

/** Draws the QR code with half of its quiet zone; the light paper around it provides the other half. */
async function codeLayers({ scan, scanned, typed }: StoryContent): Promise<OverlayOptions[]> {
  const { data, size } = encode(scanned, { ecc: "M", border: 2 });
  const module = CODE.size / size;
  const dots = data.flatMap((row, y) =>
    row.flatMap((dark, x) =>
      dark ? `M${MARGIN + x * module} ${CODE.top + y * module}h${module}v${module}h-${module}z` : [],
    ),
  );
  const left = MARGIN + CODE.size + 36;
  const width = COLUMN - CODE.size - 36;
  const [asked, address] = await Promise.all([
    renderText([{ text: scan, style: SCAN }], { width }),
    fitText(typed, NOTE, { width, height: 120, sizes: [30, 26, 22] }),
  ]);
  return [
    svgLayer(
      rectangle(MARGIN, CODE.top, CODE.size, CODE.size, "#fffdf7") +
        `<path shape-rendering="crispEdges" fill="${INK}" d="${dots.join("")}"/>`,
      STORY_SIZE,
    ),
    ...placeText(asked, { left, top: CODE.top + 30 }),
    ...placeText(address, { left, top: CODE.top + 30 + (asked?.height ?? 0) + 12 }),
  ];
}

async function endedLayers({ ended: text }: StoryContent): Promise<OverlayOptions[]> {
  const set = text ? await renderText([{ text, style: ENDED }], { width: COLUMN }) : null;
  if (!set) return [];
  const [width, height] = [set.width + 88, 84];
  const top = COVER_HEIGHT - height;
  return [
    svgLayer(rectangle(MARGIN, top, width, height, INK), STORY_SIZE),
    ...placeText(set, { left: MARGIN + 44, top: top + (height - set.height) / 2 }),
  ];
}
