import { withTimeout } from "@/lib/with-timeout";
import { wellCompressing } from "./compress-well";
import { planFor } from "./freshness";
import { isTemporary, type KeptAnswer } from "./kept-answer";
import type { PageStore } from "./page-store";
import type { Renderings } from "./renderings";
import type { CachedRoute } from "./routes";
import type { CacheStatus } from "./send";

/** The longest wait for an answer that is not kept yet. */
const FIRST_WAIT_MS = 4_500;

type Answer = { answer: KeptAnswer; status: CacheStatus };
type Options = { store: PageStore; flights: Renderings; clock: () => number };

/** Finds the answers of routes: kept ones, or new ones. Null: there is none, and it cannot be rendered now. */
export function answers({ store, flights, clock }: Options) {
  const compressWell = wellCompressing(store);
  let isMissingChanges = true;

  async function find(route: CachedRoute, network?: string): Promise<Answer | null> {
    const kept = store.get(route.target);
    if (!kept) return first(route, network);
    const now = clock();
    const plan = planFor(kept, { now, isMissingChanges, isPage: route.kind === "page" });
    if (plan.do === "serve") {
      compressWell(route, kept, now);
      return { answer: kept, status: "hit" };
    }
    const { startedAt } = flights.get(route, network);
    // Once a rendering has taken too long, no further request waits for it.
    const waitMs = plan.do === "wait" ? startedAt + plan.maxMs - now : 0;
    if (waitMs <= 0) return { answer: kept, status: "fwd=stale" };
    const rendered = await withTimeout(flights.latest(route), { timeoutMs: waitMs, otherwise: () => null });
    const answer = rendered?.answer;
    return { answer: answer && !isTemporary(answer) ? answer : kept, status: "fwd=stale" };
  }

  async function first(route: CachedRoute, network?: string): Promise<Answer | null> {
    const { startedAt, done } = flights.get(route, network);
    const timeoutMs = Math.max(0, startedAt + FIRST_WAIT_MS - clock());
    const rendered = await withTimeout(done, { timeoutMs, otherwise: () => null });
    if (!rendered?.answer) return null;
    // Next answers a failure with a page that is blank without scripts. Our own handlers say when to try again.
    const isBlank = rendered.answer.status >= 500 && (route.kind === "page" || route.kind === "preview");
    return isBlank ? null : { answer: rendered.answer, status: "fwd=miss" };
  }

  function setMissingChanges(isMissing: boolean): void {
    isMissingChanges = isMissing;
  }

  return { find, first, setMissingChanges };
}
