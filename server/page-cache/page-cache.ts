import type { IncomingMessage, ServerResponse } from "node:http";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import type { PageChange } from "@/lib/page-changes";
import { isNotFoundPath, notFoundPath } from "@/lib/paths";
import { readerLocale } from "../request-guard";
import { countAnswer } from "./count-answers";
import { answers } from "./find-answer";
import { recent } from "./freshness";
import { isTemporary } from "./kept-answer";
import { pageStore } from "./page-store";
import type { Handler } from "./render";
import { type Rendered, renderings } from "./renderings";
import { type CachedRoute, findCachedRoute } from "./routes";
import { sendKeptAnswer } from "./send";

/** After a failure, the kept answer is served for so long without another try. */
const RETRY_MS = 1_000;

type Options = {
  /** Answers every request behind the cache. */
  handler: Handler;
  /** Sends the refusal of a request that cannot be answered now. */
  refuse: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** The current time in milliseconds. */
  clock?: () => number;
};

/**
 * Keeps the answers of public addresses in memory as finished bytes. However many requests wait for an address, it is rendered
 * once; while it cannot be rendered anew, the last answer is served.
 */
export function createPageCache({ handler, refuse, clock = Date.now }: Options) {
  const store = pageStore();
  const flights = renderings({ handler, clock, onRendered: keep });
  const { find, first, setMissingChanges } = answers({ store, flights, clock });

  function keep({ target }: CachedRoute, { answer, place }: Rendered) {
    const kept = store.get(target);
    if (!answer || isTemporary(answer)) {
      if (kept) kept.retryAt = clock() + RETRY_MS;
    } else if (place) {
      answer.renderings = [...recent(kept?.renderings ?? [], clock()), answer.renderedAt];
      store.set(target, { answer, place });
    } else store.delete(target);
  }

  /** Answers with the 404 page, in the language of the address or else of the reader. */
  async function serveNotFound(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const found = await find({ target: notFoundPath(localeOf(request)), kind: "page" });
    if (found) sendKeptAnswer({ request, response }, found);
    else await refuse(request, response);
  }

  return {
    serveNotFound,

    /** Answers a request, if its address is one that the cache keeps. Returns whether it did. */
    async serve(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
      const route = routeOf(request);
      if (!route) return false;
      const network = route.kind === "image" ? String(request.headers["x-forwarded-for"] ?? "") : undefined;
      const found = await find(route, network);
      countAnswer(route.kind, found?.status ?? "unavailable");
      if (isNotFoundPath(found?.answer.location ?? "")) await serveNotFound(request, response);
      else if (found) sendKeptAnswer({ request, response }, found);
      else await refuse(request, response);
      return true;
    },

    /** Renders a page before the first request for it, waiting for a while at most. */
    async warm(path: string): Promise<void> {
      await first({ target: path, kind: "page" });
    },

    /** Marks what a change concerns: the next request for it waits for a new rendering. */
    change(change: PageChange): void {
      store.markChanged(change);
      flights.noteChange(change);
    },

    /** Tells whether changes of other processes do not arrive: then answers age faster. */
    setMissingChanges,
  };
}

function localeOf({ url = "", headers }: IncomingMessage): Locale {
  const language = url.split(/[/?]/)[1]?.toLowerCase() ?? "";
  return isLocale(language) ? language : readerLocale(headers);
}

function routeOf({ method, url = "", headers }: IncomingMessage): CachedRoute | null {
  if (method !== "GET" && method !== "HEAD") return null;
  // Next's router asks for data, not for the page.
  if (headers.rsc !== undefined) return null;
  return findCachedRoute({ url, userAgent: headers["user-agent"] });
}
