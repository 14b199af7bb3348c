import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import pLimit from "p-limit";
import type { PageChange } from "@/lib/page-changes";
import { withTimeout } from "@/lib/with-timeout";
import { countAnswer } from "./count-answers";
import { planFor } from "./freshness";
import { compressedBest, type KeptAnswer } from "./kept-answer";
import { pageStore } from "./page-store";
import { type Rendered, renderings } from "./renderings";
import { type CachedRoute, findCachedRoute } from "./routes";
import { type CacheStatus, sendKeptAnswer } from "./send";

/** The longest wait for an answer that is not kept yet. */
const FIRST_WAIT_MS = 4_500;
/** After a failure, the kept answer is served for so long without another try. */
const RETRY_MS = 1_000;
/** An answer of this age will probably be asked for often enough to compress it well. */
const COMPRESS_WELL_AFTER_MS = 10_000;

type Options = {
  /** Answers every request behind the cache. */
  handler: RequestListener;
  /** Sends the refusal of a request that cannot be answered now. */
  refuse: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** The current time in milliseconds. */
  clock?: () => number;
};

type Answer = { answer: KeptAnswer; status: CacheStatus };

/**
 * Keeps the answers of public addresses in memory as finished bytes. However many requests wait for an address, it is rendered
 * once; while it cannot be rendered anew, the last answer is served.
 */
export function createPageCache({ handler, refuse, clock = Date.now }: Options) {
  const store = pageStore();
  const flights = renderings({ handler, onRendered: keep, clock });
  const compressing = pLimit(1);
  const compressed = new WeakSet<KeptAnswer>();
  let isDeaf = true;

  function keep({ target }: CachedRoute, { answer, place }: Rendered) {
    if (!answer || answer.status >= 500) {
      const kept = store.get(target);
      if (kept) kept.retryAt = clock() + RETRY_MS;
    } else if (place) store.set(target, { answer, place });
    else store.delete(target);
  }

  async function answerTo(route: CachedRoute, network: string | undefined): Promise<Answer | null> {
    const now = clock();
    const kept = store.get(route.target);
    if (!kept) return firstAnswer(route, network);
    const plan = planFor(kept, { now, isDeaf, isPage: route.kind === "page" });
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
    return { answer: answer && answer.status < 500 ? answer : kept, status: "fwd=stale" };
  }

  async function firstAnswer(route: CachedRoute, network: string | undefined): Promise<Answer | null> {
    const { startedAt, done } = flights.get(route, network);
    const timeoutMs = Math.max(0, startedAt + FIRST_WAIT_MS - clock());
    const rendered = await withTimeout(done, { timeoutMs, otherwise: () => null });
    if (!rendered?.answer) return null;
    // Next answers a failure with a page that is blank without scripts. Our own handlers say when to try again.
    const isBlank = rendered.answer.status >= 500 && (route.kind === "page" || route.kind === "preview");
    return isBlank ? null : { answer: rendered.answer, status: "fwd=miss" };
  }

  function compressWell({ target }: CachedRoute, kept: KeptAnswer, now: number) {
    if (compressed.has(kept) || now - kept.renderedAt < COMPRESS_WELL_AFTER_MS) return;
    compressed.add(kept);
    void compressing(() => compressedBest(kept)).then((better) => {
      if (!better || store.get(target) !== kept) return;
      compressed.add(better);
      store.replacePage(target, better);
    });
  }

  return {
    /** Answers a request, if its address is one that the cache keeps. Returns whether it did. */
    async serve(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
      const route = routeOf(request);
      if (!route) return false;
      const network = route.kind === "image" ? String(request.headers["x-forwarded-for"] ?? "") : undefined;
      const found = await answerTo(route, network);
      countAnswer(route.kind, found?.status ?? "unavailable");
      if (found) sendKeptAnswer({ request, response }, found);
      else await refuse(request, response);
      return true;
    },

    /** Renders a page before the first request for it, waiting for a while at most. */
    async warm(path: string): Promise<void> {
      await firstAnswer({ target: path, kind: "page" }, undefined);
    },

    /** Marks what a change concerns: the next request for it waits for a new rendering. */
    change(change: PageChange): void {
      store.markChanged(change);
      flights.noteChange(change);
    },

    /** Whether changes of other processes do not arrive: then answers age faster. */
    setDeaf(deaf: boolean): void {
      isDeaf = deaf;
    },
  };
}

function routeOf({ method, url = "", headers }: IncomingMessage): CachedRoute | null {
  if (method !== "GET" && method !== "HEAD") return null;
  // Next's router asks for data, not for the page.
  if (headers.rsc !== undefined) return null;
  return findCachedRoute({ url, userAgent: headers["user-agent"] });
}
