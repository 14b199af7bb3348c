import type { Transaction } from "@/db/client";
import { articleViews } from "@/db/schema";
import { inChunks } from "./chunks";
import type { SampleSignature } from "./sample-signatures";
import { seededRandom } from "./seeded-random";
import { DAY } from "./times";

type Article = { id: string; publishedAt: Date };
type Read = { articles: Article[]; signatures: SampleSignature[]; now: Date };

/** Whoever signs is one of so many readers, fewer where an article moves people. */
const READERS_FOR_A_SIGNATURE = { fewest: 14, more: 34 };
/** Some read it on any day, and do not sign. */
const ANY_DAY = 30;

/** How many read each article on each day since it came out. */
export async function countReaders(tx: Transaction, { articles, signatures, now }: Read) {
  const dice = seededRandom(1605);
  const signed = new Map<string, number>();
  for (const { articleId, signedAt } of signatures) {
    const key = `${articleId} ${dayOf(signedAt)}`;
    signed.set(key, (signed.get(key) ?? 0) + 1);
  }
  const rows = articles.flatMap(({ id, publishedAt }) => {
    const forOne = READERS_FOR_A_SIGNATURE.fewest + READERS_FOR_A_SIGNATURE.more * dice.next();
    const days = Math.floor((now.getTime() - publishedAt.getTime()) / DAY) + 1;
    return Array.from({ length: Math.max(0, days) }, (_, age) => {
      const viewedOn = dayOf(new Date(publishedAt.getTime() + age * DAY));
      const signers = signed.get(`${id} ${viewedOn}`) ?? 0;
      const readers = Math.round((signers * forOne + ANY_DAY) * (0.7 + 0.6 * dice.next()));
      return { articleId: id, viewedOn, readers };
    });
  });
  for (const chunk of inChunks(rows)) await tx.insert(articleViews).values(chunk);
}

const dayOf = (time: Date) => time.toISOString().slice(0, 10);
