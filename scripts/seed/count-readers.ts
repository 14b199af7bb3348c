import type { Transaction } from "@/db/client";
import { articleViews } from "@/db/schema";
import { inChunks } from "./chunks";
import type { SampleSignature } from "./sample-signatures";
import { seededRandom } from "./seeded-random";
import { DAY } from "./times";

type Article = { id: string; publishedAt: Date };
type Read = { articles: Article[]; signatures: SampleSignature[]; now: Date };

/** The number of readers per signer of an article: a random number between `fewest` and `fewest` + `more`. */
const READERS_PER_SIGNER = { fewest: 14, more: 34 };
/** Readers per day who do not sign. */
const OTHER_READERS_PER_DAY = 30;

/** Adds readers for each article on each day since its publication. */
export async function countReaders(tx: Transaction, { articles, signatures, now }: Read) {
  const random = seededRandom(1605);
  const signed = new Map<string, number>();
  for (const { articleId, signedAt } of signatures) {
    const key = `${articleId} ${dayOf(signedAt)}`;
    signed.set(key, (signed.get(key) ?? 0) + 1);
  }
  const rows = articles.flatMap(({ id, publishedAt }) => {
    const perSigner = READERS_PER_SIGNER.fewest + READERS_PER_SIGNER.more * random.next();
    const days = Math.floor((now.getTime() - publishedAt.getTime()) / DAY) + 1;
    return Array.from({ length: Math.max(0, days) }, (_, age) => {
      const viewedOn = dayOf(new Date(publishedAt.getTime() + age * DAY));
      const signers = signed.get(`${id} ${viewedOn}`) ?? 0;
      const readers = Math.round((signers * perSigner + OTHER_READERS_PER_DAY) * (0.7 + 0.6 * random.next()));
      return { articleId: id, viewedOn, readers };
    });
  });
  for (const chunk of inChunks(rows)) await tx.insert(articleViews).values(chunk);
}

const dayOf = (time: Date) => time.toISOString().slice(0, 10);
