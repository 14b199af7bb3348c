import { readFile } from "node:fs/promises";
import { VFile } from "vfile";
import { matter } from "vfile-matter";
import { z } from "zod";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import type { Moment } from "./times";

const articleFront = z
  .strictObject({
    title: z.string(),
    dek: z.string(),
    byline: z.string(),
    topic: z.string(),
    primaryCampaign: z.string(),
    publishedAt: z.iso.datetime().optional(),
    publishedDaysAgo: z.number().int().positive().optional(),
  })
  .transform(({ publishedAt, publishedDaysAgo = 1, ...front }) => {
    const published: Moment = publishedAt ? { on: publishedAt } : { daysAgo: publishedDaysAgo };
    return { ...front, published };
  });

const campaignFront = z.strictObject({
  title: z.string(),
  target: z.string(),
  summary: z.string(),
  outcome: z.string().optional(),
  nextSteps: z.string().optional(),
});

/** The slugs of the sample articles. Each exists in every language. */
const ARTICLES = [
  "us-leaves-migration-compact-talks",
  "safe-water-at-school",
  "refugee-children-out-of-school",
  "working-in-the-heat",
  "plastics-talks-without-a-treaty",
  "high-seas-treaty",
  "media-freedom-act",
];

export async function readArticles() {
  const files = ARTICLES.flatMap((slug) => LOCALES.map((locale) => ({ slug, locale })));
  return Promise.all(
    files.map(async ({ slug, locale }) => {
      const { front, body } = await readText("articles", slug, locale);
      return { ...articleFront.parse(front), slug, locale, body };
    }),
  );
}

/** Reads the petition text of a campaign in every language. */
export async function readPetitionTexts(slug: string) {
  return Promise.all(
    LOCALES.map(async (locale) => {
      const { front, body } = await readText("campaigns", slug, locale);
      const { title, target, summary } = campaignFront.parse(front);
      return { title, target, summary, locale, ask: body };
    }),
  );
}

/** Reads the outcome and the next steps of a campaign by language. Null if there are none. */
export async function readNotes(slug: string) {
  const [outcome, nextSteps] = await Promise.all([readNote(slug, "outcome"), readNote(slug, "nextSteps")]);
  return { outcome, nextSteps };
}

async function readNote(
  slug: string,
  note: "outcome" | "nextSteps",
): Promise<Partial<Record<Locale, string>> | null> {
  const notes = await Promise.all(
    LOCALES.map(async (locale) => {
      const { front } = await readText("campaigns", slug, locale);
      return [locale, campaignFront.parse(front)[note]] as const;
    }),
  );
  return notes.some(([, words]) => words) ? Object.fromEntries(notes) : null;
}

async function readText(folder: "articles" | "campaigns", slug: string, locale: Locale) {
  const path = new URL(`./${folder}/${slug}.${locale}.md`, import.meta.url);
  const file = new VFile({ path, value: await readFile(path, "utf8") });
  matter(file, { strip: true });
  return { front: file.data.matter, body: String(file).trim() };
}
