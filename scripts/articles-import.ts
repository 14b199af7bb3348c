import { readFile, stat } from "node:fs/promises";
import { Option } from "commander";
import { z } from "zod";
import { connect, type Database } from "@/db/client";
import { decodeText } from "@/lib/articles/import/encodings";
import { listArticleTitles } from "@/lib/articles/import/existing-articles";
import { kindOfBinaryFile } from "@/lib/articles/import/file-kind";
import { importArticle } from "@/lib/articles/import/import-article";
import { matchTitles } from "@/lib/articles/import/match-titles";
import { type ImportedText, listFindings, MAX_FILE_BYTES, parseText } from "@/lib/articles/import/parse-text";
import { listCampaignTitles } from "@/lib/campaigns/list-titles";
import { DEFAULT_LOCALE, LOCALES } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { defineCommand, parseOptions, reportFailure, requireDatabaseUrl } from "./command-line";

const command = defineCommand(
  "npm run articles:import",
  `Imports articles from plain text, Markdown or HTML and detects what newsrooms write by hand: "Take Action: TITLE",
"Tweet Now: TITLE" and "Sign Now: TITLE" become call-outs, "Read More: HEADLINE" a read-more, a quotation that ends in
"— NAME (@handle) DATE" a quoted post, "you can take action on this issue here" an inline action. All else stays text.

Without --dry-run each file becomes a draft in the database of DATABASE_URL. A file that was imported before is skipped.
Use \`npm run --silent\` to print nothing but the JSON.`,
)
  .argument("<files...>", "the files to import")
  .addOption(
    new Option("--locale <locale>", "language of the articles").choices([...LOCALES]).default(DEFAULT_LOCALE),
  )
  .option("--campaign <slug>", "campaign of the call-outs whose title matches no campaign")
  .option(
    "--dry-run",
    "write nothing and need no database: print the findings as JSON, one line for each file",
  );

const options = parseOptions(
  command,
  z.object({
    locale: z.enum(LOCALES),
    campaign: z.string().refine(isSlug, "is not a slug").optional(),
    dryRun: z.boolean().default(false),
  }),
);

const REFUSALS = {
  empty: "has no text in it.",
  "too-long": "is too long for one article. Cut it into several.",
  tangled:
    "is nested too deeply, or has thousands of lines without an empty one. Save it as plain text with paragraphs.",
};

type FileText = { file: string; imported: ImportedText };

async function importFiles() {
  const texts: FileText[] = [];
  for (const file of command.args) {
    try {
      texts.push({ file, imported: await readText(file) });
    } catch (error) {
      reportFailure(error);
    }
  }
  if (!options.dryRun) return importTexts(texts);
  for (const { imported } of texts) {
    const matched = matchTitles(imported, { campaigns: [], articles: [], campaign: options.campaign });
    console.log(JSON.stringify(listFindings(matched)));
  }
}

async function readText(file: string): Promise<ImportedText> {
  const { size } = await stat(file).catch((cause) => {
    throw new Error(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`);
  });
  if (size > MAX_FILE_BYTES) throw new Error(`${file} is larger than 1 MB.`);
  const bytes = await readFile(file);
  const kind = await kindOfBinaryFile(bytes);
  if (kind) {
    const named = kind === "binary" ? "is no text" : `is a .${kind} file and no text`;
    throw new Error(`${file} ${named}. Save it as .html, .md or .txt.`);
  }
  const reading = parseText(decodeText(bytes), { fileName: file });
  if (reading.outcome === "refused") throw new Error(`${file} ${REFUSALS[reading.reason]}`);
  return reading.imported;
}

/** Creates a draft of each text and prints the result. */
async function importTexts(texts: FileText[]) {
  const { locale, campaign } = options;
  const db = connect(requireDatabaseUrl(), 1);
  try {
    const campaigns = await listCampaignTitles(db, locale);
    if (campaign && !campaigns.some(({ slug }) => slug === campaign))
      throw new Error(`--campaign: no published campaign is called ${campaign}.`);
    for (const text of texts) await importText(db, text, campaigns);
  } finally {
    await db.$client.end();
  }
}

async function importText(
  db: Database,
  { file, imported }: FileText,
  campaigns: Awaited<ReturnType<typeof listCampaignTitles>>,
) {
  const { locale, campaign } = options;
  // Queried again for each file: an article may link to one that was imported just before.
  const articles = await listArticleTitles(db, locale);
  const matched = matchTitles(imported, { campaigns, articles, campaign });
  const result = await importArticle(db, { by: null, locale, imported: matched });
  if (result.outcome === "too-long")
    throw new Error(`${file} is too long for one article. Cut it into several.`);
  if (result.outcome === "already-there")
    return console.log(`${file}: already there as ${locale}/${result.slug}. Nothing was written.`);
  console.log(`${file}: a draft now, ${locale}/${result.slug}`);
  printFindings(matched);
}

function printFindings(imported: ImportedText) {
  const { callOuts, readMores, posts, inlineActions, paragraphs, byline, date, remarks } =
    listFindings(imported);
  if (byline || date) console.log(`  author and date: ${[byline, date].filter(Boolean).join(", ")}`);
  for (const { kind, title, campaign } of callOuts)
    console.log(`  ${kind}: ${title} → ${campaign ?? "not matched"}`);
  for (const { headline, article } of readMores)
    console.log(`  read-more: ${headline} → ${article ?? "not matched"}`);
  for (const { kind, text } of remarks) console.log(`  look at this (${kind}): ${text}`);
  console.log(
    `  quoted posts: ${posts.length}, inline actions: ${inlineActions.length}, paragraphs: ${paragraphs}`,
  );
}

await importFiles().catch(reportFailure);
