import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { articleViews } from "@/db/schema";
import { addReaders } from "@/lib/articles/record-views";
import { writeReaders } from "@/server/api/reader-count";
import { door } from "@/server/door";
import { aDatabase } from "../support/database";
import { anArticle } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

function read(slug: string, headers: Record<string, string> = {}) {
  const request = new Request(`http://localhost:3000/api/v1/articles/${slug}/views?locale=en`, {
    method: "POST",
    headers: {
      "user-agent": FIREFOX,
      "x-forwarded-for": "203.0.113.7",
      "sec-fetch-site": "same-origin",
      ...headers,
    },
  });
  return door.fetch(request);
}

async function readersOf(articleId: string) {
  await writeReaders();
  const rows = await db.select().from(articleViews).where(eq(articleViews.articleId, articleId));
  return rows.reduce((sum, { readers }) => sum + readers, 0);
}

test("counts repeated readings on one day as one reader, and sets no cookie", async () => {
  const article = await anArticle(db);
  const answer = await read(article.slug);
  expect(answer.status).toBe(204);
  expect([...answer.headers.keys()]).toEqual(["cache-control"]);
  await read(article.slug);
  expect(await readersOf(article.id)).toBe(1);
  await read(article.slug);
  await read(article.slug, { "x-forwarded-for": "203.0.113.8" });
  expect(await readersOf(article.id)).toBe(2);
});

test("gives bots, prefetches, other sites and unpublished articles the same response, and counts none", async () => {
  const article = await anArticle(db);
  const draft = await anArticle(db, { publishedAt: null });
  const answers = [
    await read(article.slug, { "user-agent": "Googlebot/2.1 (+http://www.google.com/bot.html)" }),
    await read(article.slug, { "sec-purpose": "prefetch;prerender" }),
    await read(article.slug, { "sec-fetch-site": "cross-site" }),
    await read(draft.slug),
    await read("no-such-article"),
    await read("NOT A SLUG"),
  ];
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 204));
  expect(await readersOf(article.id)).toBe(0);
  expect(await readersOf(draft.id)).toBe(0);
});

test("concurrent writes of several processes all count", async () => {
  const [one, two] = [await anArticle(db), await anArticle(db)];
  const batch = [one, two].map(({ slug }) => ({ slug, locale: "en", day: "2026-05-01", readers: 3 }));
  await Promise.all(
    Array.from({ length: 8 }, (_, index) => addReaders(db, index % 2 ? batch : batch.toReversed())),
  );
  expect(await readersOf(one.id)).toBe(24);
  expect(await readersOf(two.id)).toBe(24);
});
