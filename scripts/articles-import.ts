import { readFile, stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import { decodeText } from "@/lib/articles/import/encodings";
import { matchTitles } from "@/lib/articles/import/match-titles";
import { type ImportedText, listFindings, MAX_FILE_BYTES, parseText } from "@/lib/articles/import/parse-text";
import { DEFAULT_LOCALE, isLocale, LOCALES } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { importInto } from "./import-into";

const USAGE = `Usage: npm run articles:import -- FILE… [--locale ${LOCALES.join("|")}] [--campaign slug] [--dry-run]

Reads articles from plain text, Markdown or HTML and finds in them what newsrooms write by hand: "Take Action: TITLE",
"Tweet Now: TITLE" and "Sign Now: TITLE" become call-outs, "Read More: HEADLINE" a read-more, a quotation that ends in
"— NAME (@handle) DATE" a quoted post, "you can take action on this issue here" an inline action. All else stays text.

  --locale    the language of the articles (${DEFAULT_LOCALE})
  --campaign  what call-outs mean whose title matches no campaign
  --dry-run   writes nothing and needs no database: prints what was found as JSON, one line for each file

Without --dry-run each file becomes a draft in the database that DATABASE_URL names. A file that was imported before is
left alone. Use \`npm run --silent\` to have nothing but the JSON.`;

function readCommand() {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArgs({
    options: { locale: text, campaign: text, "dry-run": flag, help: { ...flag, short: "h" } },
    allowPositionals: true,
  });
  const { locale = DEFAULT_LOCALE, campaign } = values;
  if (values.help) return { help: true } as const;
  if (positionals.length === 0) throw new Error(`Which files?\n\n${USAGE}`);
  if (!isLocale(locale)) throw new Error(`--locale is one of ${LOCALES.join(", ")}.`);
  if (campaign !== undefined && !isSlug(campaign))
    throw new Error(`--campaign is a slug: ${campaign} is none.`);
  return { help: false, files: positionals, locale, campaign, dryRun: values["dry-run"] } as const;
}

const REFUSALS = {
  empty: "has no text in it.",
  "too-long": "is too long for one article. Cut it into several.",
  tangled:
    "is nested too deeply, or goes on for thousands of lines without an empty one. Save it as plain text with paragraphs.",
};

async function readFrom(file: string): Promise<ImportedText> {
  const { size } = await stat(file).catch((cause) => {
    throw new Error(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`);
  });
  if (size > MAX_FILE_BYTES) throw new Error(`${file} is larger than 1 MB.`);
  const reading = parseText(decodeText(await readFile(file)), { fileName: file });
  if (reading.outcome === "refused") throw new Error(`${file} ${REFUSALS[reading.reason]}`);
  return reading.manuscript;
}

async function importFiles() {
  const command = readCommand();
  if (command.help) return console.log(USAGE);
  const manuscripts: { file: string; manuscript: ImportedText }[] = [];
  for (const file of command.files) {
    try {
      manuscripts.push({ file, manuscript: await readFrom(file) });
    } catch (error) {
      complain(error);
    }
  }
  if (!command.dryRun) return importInto(manuscripts, command);
  for (const { manuscript } of manuscripts) {
    const named = matchTitles(manuscript, { campaigns: [], articles: [], campaign: command.campaign });
    console.log(JSON.stringify(listFindings(named)));
  }
}

function complain(error: unknown) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

await importFiles().catch(complain);
