import pLimit from "p-limit";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";
import { bestBrotli, type KeptAnswer } from "./kept-answer";
import type { PageStore } from "./page-store";
import type { CachedRoute } from "./routes";

/** An answer that is served at this age will probably be asked for often enough to compress it well. */
const MIN_AGE_MS = 10_000;

/** Returns a function that compresses a kept answer well in the background, once and one at a time, if it is old enough. */
export function wellCompressing(store: PageStore) {
  const queue = pLimit(1);
  const done = new WeakSet<KeptAnswer>();
  return ({ target }: CachedRoute, kept: KeptAnswer, now: number): void => {
    if (done.has(kept) || now - kept.renderedAt < MIN_AGE_MS) return;
    done.add(kept);
    void queue(() => bestBrotli(kept)).then(
      (br) => {
        if (!br || store.get(target) !== kept) return;
        // Made now, so that it has what was noted about the answer meanwhile: a change of its page, a failed rendering.
        const better = { ...kept, bodies: { ...kept.bodies, br } };
        done.add(better);
        store.replacePage(target, better);
      },
      (error: unknown) => log().error({ cause: traceOf(error) }, "a page could not be compressed well"),
    );
  };
}
