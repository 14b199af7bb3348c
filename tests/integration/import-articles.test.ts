import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { articles, auditEvents } from "@/db/schema";
import { listArticleTitles } from "@/lib/articles/import/existing-articles";
import { importArticle } from "@/lib/articles/import/import-article";
import { matchTitles } from "@/lib/articles/import/match-titles";
import { listFindings } from "@/lib/articles/import/parse-text";
import { getDraft, listDrafts } from "@/lib/articles/list-drafts";
import { listCampaignTitles } from "@/lib/campaigns/list-titles";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle } from "../support/factories";
import { importTextPath, readImport, readImportText } from "../support/import-text";

const { db, url, drop } = await aDatabase();
afterAll(drop);

const run = promisify(execFile);
/** Runs the import command on the test database and parses its output. */
async function articlesImport(...args: string[]) {
  const command = ["--import", "tsx", "scripts/articles-import.ts", ...args];
  const env = { ...process.env, DATABASE_URL: url };
  return run(process.execPath, command, { env }).catch(
    (failed: { stdout: string; stderr: string }) => failed,
  );
}

test("imports a file as a draft with the named campaign, and only once", async () => {
  const campaign = await aCampaign(db);
  const first = await articlesImport(importTextPath("migration-talks.txt"), "--campaign", campaign.slug);
  expect(first.stderr).toBe("");
  expect(first.stdout).toContain(
    `take-action: Call on World Leaders to Stand With Refugees → ${campaign.slug}`,
  );
  const again = await articlesImport(importTextPath("migration-talks.txt"));
  expect(again.stdout).toContain("already there");

  const drafts = await listDrafts(db, { search: "", limit: 10 });
  expect(drafts).toMatchObject([
    { title: readImport(readImportText("migration-talks.txt")).title, publishedAt: null },
  ]);
  const draft = await getDraft(db, drafts[0]?.id ?? "");
  expect(draft?.bodyMarkdown).toContain(`::take-action{campaign="${campaign.slug}" kind="tweet-now"`);
  expect(await db.select().from(auditEvents).where(eq(auditEvents.action, "article.created"))).toHaveLength(
    1,
  );
}, 60_000);

test("matches call-outs by campaign title in any language, and read-mores by headline", async () => {
  const campaign = await aCampaign(db);
  const article = await anArticle(db, { title: "Who pays for the pipes" });
  await anArticle(db, { title: "Who pays for the pipes", locale: "es", slug: "tuberias" });
  const [campaigns, titles] = [await listCampaignTitles(db, "en"), await listArticleTitles(db, "en")];
  const imported = readImport(
    "T\n\nFirma ahora: Un CARNÉ de biblioteca para cada niña, y cada niño\nRead More: Who Pays for the Pipes?\nRead More: Else",
  );
  const { callOuts, readMores } = listFindings(matchTitles(imported, { campaigns, articles: titles }));
  expect(campaigns.map(({ slug }) => slug)).toContain(campaign.slug);
  expect(campaigns.filter(({ titles }) => titles.includes("Give every child a library card"))).not.toEqual(
    [],
  );
  expect(callOuts[0]?.campaign).toMatch(/^library-cards-/);
  expect(readMores.map((each) => each.article)).toEqual([article.slug, null]);
});

test("titles that differ only in spelling are one article", async () => {
  const one = await importArticle(db, {
    by: null,
    locale: "en",
    imported: readImport("Heat at work!\n\nText."),
  });
  const other = await importArticle(db, {
    by: null,
    locale: "en",
    imported: readImport("HEAT at Work\n\nText."),
  });
  const translated = await importArticle(db, {
    by: null,
    locale: "es",
    imported: readImport("Heat at work\n\nTexto."),
  });
  expect([one.outcome, other.outcome, translated.outcome]).toEqual(["created", "already-there", "created"]);
});

test("reports an unknown campaign or a missing database before anything is stored", async () => {
  const file = importTextPath("heat-at-work.txt");
  expect(await articlesImport(file, "--campaign", "no-such")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("no published campaign is called no-such"),
  });
  const env = { ...process.env, DATABASE_URL: "" };
  const failed = await run(process.execPath, ["--import", "tsx", "scripts/articles-import.ts", file], {
    env,
  }).catch((error) => error);
  expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining("DATABASE_URL") });
  expect(await db.$count(articles, eq(articles.slug, "heat-at-work-is-not-only-a-matter-for-summer"))).toBe(
    0,
  );
}, 60_000);
