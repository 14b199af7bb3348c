import { openSync } from "fontkit";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { CARD_SIZE } from "@/lib/cards/card-size";
import { type CardContent, drawCard } from "@/lib/cards/draw-card";
import { drawStory, STORY_SIZE } from "@/lib/cards/draw-story";
import { MAX_CARD_BYTES } from "@/lib/cards/encode-jpeg";
import { fontsFor } from "@/lib/cards/fonts";
import { renderText } from "@/lib/cards/render-text";
import { HOSTILE_TITLES } from "../support/hostile-titles";

const content = (headline: string): CardContent => ({
  site: "Groundswell",
  kicker: "PETITION",
  headline,
  cover: { seed: "river", title: headline, photograph: null },
  tally: { figure: "12,431", label: "people have signed", share: 0.62 },
  note: "Goal: 20,000",
  badge: { text: "Sign", isCallToAction: true },
});

const titles = Object.entries(HOSTILE_TITLES);

/** Returns the mean brightness and the entropy of a part of a card. */
async function measure(card: Uint8Array, part: { left: number; top: number; width: number; height: number }) {
  const cut = await sharp(card).extract(part).png().toBuffer();
  const { channels, entropy } = await sharp(cut).stats();
  return { brightness: channels[1]?.mean ?? 0, entropy };
}

/** Returns the side that the cover is on. Paper is brighter than any cover. */
async function coverSide(card: Uint8Array) {
  const top = { top: 5, width: 200, height: 40 };
  const [left, right] = await Promise.all([
    measure(card, { ...top, left: 5 }),
    measure(card, { ...top, left: 995 }),
  ]);
  return left.brightness < right.brightness ? "left" : "right";
}

describe("a headline in any script", () => {
  test.each(titles)("%s is drawn within 1200 by 630 and 300 KB", async (_, title) => {
    const card = await drawCard(content(title));
    const { width, height, format } = await sharp(card).metadata();
    expect({ width, height, format }).toEqual({ ...CARD_SIZE, format: "jpeg" });
    expect(card.byteLength).toBeLessThanOrEqual(MAX_CARD_BYTES);
    expect(MAX_CARD_BYTES).toBeLessThanOrEqual(300 * 1024);
  });

  test.each(titles)("%s has a font for each of its letters", (_, title) => {
    const supported = new Set<number>();
    for (const { files } of fontsFor(title, "serif"))
      for (const file of files) {
        const font = openSync(file);
        for (const letter of "characterSet" in font ? font.characterSet : []) supported.add(letter);
      }
    const missing = [...title.normalize("NFC")].filter(
      (letter) => /\p{L}/u.test(letter) && !supported.has(letter.codePointAt(0) ?? 0),
    );
    expect(missing).toEqual([]);
  });

  test("is drawn differently for each title, and never as an empty image", async () => {
    const cards = await Promise.all(["", ...Object.values(HOSTILE_TITLES)].map(pixelsOf));
    expect(new Set(cards).size).toBe(cards.length);
    expect(cards[0]).toBe("empty");
  });

  test("joins the letters of Arabic and Devanagari, and is right-aligned for right-to-left scripts", async () => {
    const width = async (text: string) => (await renderText([{ text, style }], { width: 5_000 }))?.width ?? 0;
    const separateLetters = await Promise.all([..."كتاب"].map(width));
    expect(await width("كتاب")).toBeLessThan(separateLetters.reduce((sum, width) => sum + width, 0) * 0.95);
    expect(await width("क्ष")).toBeLessThan((await width("क")) + (await width("ष")));
    expect(await coverSide(await drawCard(content("Save the river")))).toBe("right");
    expect(await coverSide(await drawCard(content(HOSTILE_TITLES.arabic)))).toBe("left");
  });

  test("a headline that is too long for the smallest font size ends in an ellipsis and does not overlap the count", async () => {
    const gapAboveCount = { left: 60, top: 412, width: 660, height: 18 };
    for (const title of ["one more word ".repeat(28), HOSTILE_TITLES.unbroken, HOSTILE_TITLES.long])
      expect((await measure(await drawCard(content(title)), gapAboveCount)).entropy, title).toBeLessThan(0.5);
    const complete = await renderText([{ text: "one more word ".repeat(28), style }], { width: 670 });
    expect(complete?.height).toBeGreaterThan(700);
  });
});

const style = { face: "serif", size: 60, weight: 560, color: "#000000" } as const;

async function pixelsOf(text: string): Promise<string> {
  const set = await renderText([{ text, style }], { width: 670 });
  return set ? set.pixels.toString("base64") : "empty";
}

test("a card and a story with a photograph of pure noise stay within 300 KB", async () => {
  const photograph = await sharp({
    create: {
      width: 1600,
      height: 1200,
      channels: 3,
      background: "#888888",
      noise: { type: "gaussian", mean: 128, sigma: 120 },
    },
  })
    .webp({ quality: 100 })
    .toBuffer();
  const noisy = { ...content("Save the river"), cover: { seed: "a", title: "a", photograph } };
  expect((await drawCard(noisy)).byteLength).toBeLessThanOrEqual(MAX_CARD_BYTES);
  const address = { scanned: "https://example.org/s/bcdfghjkmq", typed: "example.org/s/bcdfghjkm" };
  const story = await drawStory({ ...noisy, ended: "Won", scan: "Scan and read", ...address });
  const { width, height } = await sharp(story).metadata();
  expect({ width, height }).toEqual(STORY_SIZE);
  expect(story.byteLength).toBeLessThanOrEqual(MAX_CARD_BYTES);
});
