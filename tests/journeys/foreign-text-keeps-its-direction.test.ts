import { eq } from "drizzle-orm";
import { HTMLElement, parse, TextNode } from "node-html-parser";
import { expect, test } from "vitest";
import { commentReviews, petitionTexts } from "@/db/schema";
import { petitionTextHash } from "@/lib/campaigns/petition-text-hash";
import { newId } from "@/lib/ids";
import { appDatabase } from "../support/app-database";
import { addSignature } from "../support/exports";
import { aCampaign, anArticle } from "../support/factories";
import { stack } from "../support/stack";

const db = appDatabase();
const HEBREW = /[\u0590-\u05ff]/;
/** A campaign, an article and a signer, all in a language that our pages do not have. */
const campaign = await aCampaign(db, { slug: "in-hebrew" });
const text = {
  locale: "en",
  title: "כרטיס ספרייה",
  target: "ראש העיר",
  summary: "לחצי מהילדים אין",
  ask: "שלחו כרטיס לכל ילד.",
} as const;
await db.insert(petitionTexts).values({
  ...text,
  id: newId(),
  campaignId: campaign.id,
  sha256: petitionTextHash(text),
  publishedAt: new Date("2024-03-01"),
});
const article = await anArticle(db, {
  slug: "about-hebrew",
  title: "קריאה מתחילה מוקדם",
  dek: "מה עולה כרטיס",
  byline: "רות כהן",
  topic: "חינוך",
  bodyMarkdown: `ילדים קוראים.\n\n- אחד\n\n::take-action{campaign="${campaign.slug}"}`,
  callOuts: [campaign],
});
const signatureId = await addSignature(db, campaign.slug, {
  name: "נועה לוי",
  display: "full",
  comment: "הבת שלי אוהבת לקרוא.",
});
await db
  .update(commentReviews)
  .set({ approvedAt: new Date() })
  .where(eq(commentReviews.signatureId, signatureId));

test.each([
  `/en/articles/${article.slug}`,
  `/en/campaigns/${campaign.slug}`,
  `/en/embed/${campaign.slug}`,
  `/en/campaigns/${campaign.slug}/sign`,
])("on %s every foreign text has a direction of its own, and the page that of its language", async (path) => {
  const page = parse(await (await fetch(stack().appUrl + path)).text());
  expect(page.querySelector("html")?.getAttribute("dir")).toBe("ltr");
  const texts = foreignTexts(page.querySelector("body"));
  expect(texts.length, "the page shows foreign text").toBeGreaterThan(1);
  const without = texts.filter(({ text, element }) => !isIsolated(text) && directionOf(element) !== "auto");
  expect(without.map(({ text }) => text)).toEqual([]);
});

/** Every visible text with a foreign letter, with the element around it. Pictures and scripts are none. */
function foreignTexts(element: HTMLElement | null): { text: string; element: HTMLElement }[] {
  if (!element || ["SCRIPT", "STYLE", "SVG", "NOSCRIPT"].includes(element.tagName ?? "")) return [];
  return element.childNodes.flatMap((node) => {
    if (node instanceof HTMLElement) return foreignTexts(node);
    return node instanceof TextNode && HEBREW.test(node.text) ? [{ text: node.text, element }] : [];
  });
}

function directionOf(element: HTMLElement | null): string | undefined {
  return element ? (element.getAttribute("dir") ?? directionOf(element.parentNode)) : undefined;
}

/** Whether each foreign letter is between the isolates of Unicode. */
function isIsolated(text: string): boolean {
  return !HEBREW.test(text.replace(/\u2068[^\u2069]*\u2069/g, ""));
}
