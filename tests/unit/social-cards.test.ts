import { describe, expect, test } from "vitest";
import { generateCover } from "@/lib/cards/cover";
import { cleanText } from "@/lib/cards/render-text";
import { listPreviewWarnings, truncate } from "@/lib/sharing/message-preview";
import {
  type CardSubject,
  cardCacheKey,
  cardPath,
  cardVersion,
  countBucket,
  linkCard,
} from "@/lib/sharing/social-card";
import { storyPath } from "@/lib/sharing/story-picture";

const subject: CardSubject = {
  locale: "en",
  kind: "campaigns",
  slug: "library-cards",
  headline: "Give every child a library card",
  seed: "library-cards",
  topic: null,
  byline: null,
  petition: { title: "Give every child a library card", signatures: 1_234, goal: 2_000, state: "open" },
  cover: null,
  signaturesThroughLink: null,
};

const signedBy = (signatures: number) => ({
  ...subject,
  petition: subject.petition && { ...subject.petition, signatures },
});

describe("the address of a card", () => {
  test("the address changes with each signature up to ten, then with every change of the first two digits", () => {
    expect(
      [0, 1, 9, 10, 11, 99, 100, 109, 110, 999, 1_000, 1_099, 1_100, 12_431, 1_000_000].map(countBucket),
    ).toEqual([0, 1, 9, 10, 11, 99, 100, 100, 110, 990, 1_000, 1_000, 1_100, 12_000, 1_000_000]);
    expect(cardVersion(signedBy(1_234))).toBe(cardVersion(signedBy(1_299)));
    expect(cardVersion(signedBy(1_300))).not.toBe(cardVersion(signedBy(1_299)));
    expect(cardVersion(subject)).toMatch(/^1200-[0-9a-f]{12}$/);
  });

  test("the address changes with the goal, the status, the text, the photograph and the signatures through a link", () => {
    const petition = subject.petition ?? null;
    const changed: CardSubject[] = [
      { ...subject, petition: petition && { ...petition, goal: 5_000 } },
      { ...subject, petition: petition && { ...petition, state: "won" } },
      { ...subject, headline: "Give every child two library cards" },
      { ...subject, cover: { id: "019ac000-0000-7000-8000-000000000000", alt: "" } },
      { ...subject, locale: "es" },
      linkCard(subject, { code: "bcdfghjkm", signaturesThroughLink: null }),
      linkCard(subject, { code: "bcdfghjkm", signaturesThroughLink: 12 }),
      linkCard(subject, { code: "bcdfghjkm", signaturesThroughLink: 13 }),
    ];
    const versions = [subject, ...changed].map(cardVersion);
    expect(new Set(versions).size).toBe(versions.length);
  });

  test("links with the same content share one drawn card", () => {
    const [one = "", other = ""] = ["bcdfghjkm", "mkjhgfdcb"];
    const picture = (code: string, signaturesThroughLink: number | null, page = subject) =>
      cardCacheKey(linkCard(page, { code, signaturesThroughLink }));
    expect(picture(one, null)).toBe(picture(other, null));
    expect(picture(one, null)).not.toBe(picture(one, null, signedBy(1_300)));
    expect(picture(one, 12)).not.toBe(picture(other, 12));
    const [pageItself, link] = [subject, linkCard(subject, { code: one, signaturesThroughLink: null })].map(
      cardPath,
    );
    expect(pageItself).not.toBe(link);
  });

  test("the address names the page", () => {
    expect(cardPath(subject)).toBe(`/media/cards/en/campaigns/library-cards/${cardVersion(subject)}.jpg`);
    expect(storyPath({ locale: "es", kind: "links", slug: "bcdfghjkm" })).toBe(
      "/media/stories/es/links/bcdfghjkm",
    );
  });
});

describe("the text on a card", () => {
  test("is one line without bidirectional control characters", () => {
    expect(cleanText(" A\nB\u202ECD\u0000\ud800 E ")).toBe("A B CD E");
    expect(cleanText("می‌خواهم")).toBe("می‌خواهم");
    expect(cleanText("x".repeat(10_000))).toHaveLength(400);
  });

  test("has a constant cover colour with readable text", () => {
    const cover = (title: string) => generateCover({ seed: "a", title, width: 420, height: 630 });
    expect(cover("Save the river")).toEqual(cover("Save the river"));
    expect(cover("Save the river").word.text).toBe("river");
    expect(cover("x".repeat(90)).word.text.length).toBeLessThanOrEqual(16);
    expect(cover("🌊 2026").word.text).toBe("");
  });
});

describe("previews of a page", () => {
  test("cut text by grapheme clusters", () => {
    expect(truncate("Stand with refugees", 10)).toBe("Stand wit…");
    expect(truncate("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 2)).toBe("👩‍👩‍👧…");
    expect(truncate("refugees", 8)).toBe("refugees");
    expect(truncate("refugees", 0)).toBe("");
  });

  test("warn of a cut title and of a missing summary or text alternative", () => {
    const preview = { title: "Stand with refugees", description: "They ask.", alt: "A boat." };
    expect(listPreviewWarnings(preview, { needsAlt: true })).toEqual([]);
    expect(listPreviewWarnings({ ...preview, alt: " " }, { needsAlt: false })).toEqual([]);
    expect(
      listPreviewWarnings({ title: "x".repeat(100), description: "", alt: " " }, { needsAlt: true }),
    ).toEqual([
      { kind: "title-cut", networks: ["whatsapp", "x"] },
      { kind: "no-description" },
      { kind: "no-alt" },
    ]);
  });
});
