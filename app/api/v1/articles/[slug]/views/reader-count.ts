import { writeBehind } from "@/app/_http/write-batches";
import { perProcess } from "@/db/singleton";
import { createReaderFilter, dayOf, type Reading } from "@/lib/articles/count-readers";
import { addReaders, type NewReaders } from "@/lib/articles/record-views";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { log } from "@/lib/log";

/** A viral article is one row: written once in a while, not once for each of its readers. */
const WRITE_EVERY_MS = 3_000;
/** More articles than that at once are made up by somebody. */
const MOST_ARTICLES = 1_000;

type Counting = {
  readers: ReturnType<typeof createReaderFilter>;
  waiting: Map<string, NewReaders>;
  behind: ReturnType<typeof writeBehind>;
};

const counting = perProcess(
  "readers",
  (): Counting => ({
    readers: createReaderFilter(),
    waiting: new Map(),
    behind: writeBehind({ everyMs: WRITE_EVERY_MS, write: writeBatch }),
  }),
);

/** Counts somebody who reads an article, once a day. It is written down with the next batch. */
export function countReader({ locale, ...reading }: Reading & { locale: string }, now: Date): void {
  const { readers, waiting } = counting();
  const [article, day] = [`${locale}/${reading.article}`, dayOf(now)];
  const key = `${article} ${day}`;
  if (!waiting.has(key) && waiting.size >= MOST_ARTICLES) return;
  if (!readers.isFirst({ ...reading, article }, now)) return;
  const entry = waiting.get(key) ?? { slug: reading.article, locale, day, readers: 0 };
  waiting.set(key, { ...entry, readers: entry.readers + 1 });
}

/** Writes down what was counted since the last time. */
export async function writeDown(now = new Date()): Promise<void> {
  await counting().behind.writeNow(now);
}

async function writeBatch(now: Date): Promise<boolean> {
  const { readers, waiting } = counting();
  readers.forget(now);
  if (waiting.size === 0) return true;
  const batch = [...waiting.values()];
  waiting.clear();
  const written = await withDatabaseLimits(async () => ({ done: await addReaders(db(), batch) }));
  // Not known whether it was done: better a reader too few than two for one.
  if (!written) log().warn({ articles: batch.length }, "readers were not counted: the database is away");
  return written !== null;
}
