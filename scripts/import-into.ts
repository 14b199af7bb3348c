import { z } from "zod";
import { connect, type Database } from "@/db/client";
import { listArticleTitles } from "@/lib/articles/import/existing-articles";
import { importArticle } from "@/lib/articles/import/import-article";
import { matchTitles } from "@/lib/articles/import/match-titles";
import { type ImportedText, listFindings } from "@/lib/articles/import/parse-text";
import { listCampaignTitles } from "@/lib/campaigns/list-titles";
import type { Locale } from "@/lib/i18n/locales";

const site = z.object({
  DATABASE_URL: z.url("says which database to write to (`npm run demo` and `npm run dev` print theirs)"),
});

type Asked = { locale: Locale; campaign?: string };
type FromFile = { file: string; manuscript: ImportedText };

/** Makes drafts of manuscripts in the database that the environment names, and says what became of each. */
export async function importInto(manuscripts: FromFile[], asked: Asked) {
  const target = site.safeParse(process.env);
  if (!target.success) throw new Error(`DATABASE_URL: ${target.error.issues[0]?.message}`);
  const db = connect(target.data.DATABASE_URL, 1);
  try {
    const campaigns = await listCampaignTitles(db, asked.locale);
    if (asked.campaign && !campaigns.some(({ slug }) => slug === asked.campaign))
      throw new Error(`--campaign: no published campaign is called ${asked.campaign}.`);
    for (const each of manuscripts) await importOne(db, each, { ...asked, campaigns });
  } finally {
    await db.$client.end();
  }
}

type Known = Asked & { campaigns: Awaited<ReturnType<typeof listCampaignTitles>> };

async function importOne(
  db: Database,
  { file, manuscript }: FromFile,
  { locale, campaign, campaigns }: Known,
) {
  // Read anew for each file: an article may lead on to one that came before it.
  const articles = await listArticleTitles(db, locale);
  const named = matchTitles(manuscript, { campaigns, articles, campaign });
  const result = await importArticle(db, { by: null, locale, manuscript: named });
  if (result.outcome === "too-long")
    throw new Error(`${file} is too long for one article. Cut it into several.`);
  if (result.outcome === "already-there")
    return console.log(`${file}: already there as ${locale}/${result.slug}. Nothing was written.`);
  console.log(`${file}: a draft now, ${locale}/${result.slug}`);
  report(named);
}

function report(manuscript: ImportedText) {
  const { callouts, readMores, posts, inlineActions, paragraphs } = listFindings(manuscript);
  for (const { kind, title, campaign } of callouts)
    console.log(`  ${kind}: ${title} → ${campaign ?? "not matched"}`);
  for (const { headline, article } of readMores)
    console.log(`  read-more: ${headline} → ${article ?? "not matched"}`);
  console.log(
    `  quoted posts: ${posts.length}, inline actions: ${inlineActions.length}, paragraphs: ${paragraphs}`,
  );
}
