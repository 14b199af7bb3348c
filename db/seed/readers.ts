import type { Transaction } from "@/db/client";
import { articleViews } from "@/db/schema";
import { inChunks } from "./chunks";
import { throwDice } from "./dice";
import { DAY } from "./moments";

type Article = { id: string; slug: string; publishedAt: Date };

const FIRST_DAY_READERS = 380;
/** A story is read most on its first days, and now and then ever after. */
const FADES_WITHIN_DAYS = 9;
const EVER_AFTER = 0.07;

/** How many read each article on each day since it came out. */
export async function countReaders(tx: Transaction, { articles, now }: { articles: Article[]; now: Date }) {
  const dice = throwDice(1605);
  const rows = articles.flatMap(({ id, publishedAt }) => {
    const liked = 0.6 + 0.9 * dice.next();
    const days = Math.floor((now.getTime() - publishedAt.getTime()) / DAY) + 1;
    return Array.from({ length: Math.max(0, days) }, (_, age) => ({
      articleId: id,
      viewedOn: new Date(publishedAt.getTime() + age * DAY).toISOString().slice(0, 10),
      readers: Math.round(
        FIRST_DAY_READERS *
          liked *
          (EVER_AFTER + Math.exp(-age / FADES_WITHIN_DAYS)) *
          (0.7 + 0.6 * dice.next()),
      ),
    }));
  });
  for (const chunk of inChunks(rows)) await tx.insert(articleViews).values(chunk);
}
