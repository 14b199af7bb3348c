import { writeBehind } from "@/app/_http/write-behind";
import { perProcess } from "@/db/singleton";
import { createReaderFilter, dayOf, type Reading } from "@/lib/articles/count-readers";
import { addReaders, type NewReaders } from "@/lib/articles/record-views";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { log } from "@/lib/log";

/** Readers are written in batches: an article with many readers is a single row. */
const WRITE_INTERVAL_MS = 3_000;
/** Limits the memory that forged slugs can take. */
const MAX_ARTICLES = 1_000;

type ReaderCount = {
  readers: ReturnType<typeof createReaderFilter>;
  pending: Map<string, NewReaders>;
  writer: ReturnType<typeof writeBehind>;
};

const readerCount = perProcess(
  "readers",
  (): ReaderCount => ({
    readers: createReaderFilter(),
    pending: new Map(),
    writer: writeBehind({ intervalMs: WRITE_INTERVAL_MS, write: writeBatch }),
  }),
);

/** Counts a reader of an article, once a day. The next batch writes it. */
export function countReader({ locale, ...reading }: Reading & { locale: string }, now: Date): void {
  const { readers, pending } = readerCount();
  const [article, day] = [`${locale}/${reading.article}`, dayOf(now)];
  const key = `${article} ${day}`;
  if (!pending.has(key) && pending.size >= MAX_ARTICLES) return;
  if (!readers.isFirst({ ...reading, article }, now)) return;
  const entry = pending.get(key) ?? { slug: reading.article, locale, day, readers: 0 };
  pending.set(key, { ...entry, readers: entry.readers + 1 });
}

/** Writes the readers counted since the last batch. */
export async function writeReaders(now = new Date()): Promise<void> {
  await readerCount().writer.writeNow(now);
}

async function writeBatch(now: Date): Promise<boolean> {
  const { readers, pending } = readerCount();
  readers.discardPastDay(now);
  if (pending.size === 0) return true;
  const batch = [...pending.values()];
  pending.clear();
  const written = await withDatabaseLimits(async () => ({ done: await addReaders(db(), batch) }));
  // The batch may have been written, so it is not repeated: a reader must not count twice.
  if (!written)
    log().warn({ articles: batch.length }, "readers were not counted: the database is unavailable");
  return written !== null;
}
