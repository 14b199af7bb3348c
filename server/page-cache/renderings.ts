import { REQUEST_QUEUE } from "@/lib/bounded-queue";
import { traceOf } from "@/lib/failures";
import { gate } from "@/lib/gate";
import { log } from "@/lib/log";
import type { PageChange } from "@/lib/page-changes";
import { withTimeout } from "@/lib/with-timeout";
import { type KeptAnswer, keptAnswer } from "./kept-answer";
import { markIfConcerned, type Place, placeOf } from "./page-store";
import { type Handler, type Rendering, render } from "./render";
import type { CachedRoute } from "./routes";

/** A rendering takes CPU time and waits for the database in turn. */
const MAX_CONCURRENT = 8;
/** A rendering that waits for a frozen database may never end. Its place is free after the time of `gate`. */
const TIMEOUT_MS = 10_000;

/** `place`: where the answer is to be kept, if at all. Without an answer, the queue is full or the rendering failed or took too long. */
export type Rendered = { answer: KeptAnswer | null; place: Place | null };

const FAILED: Rendered = { answer: null, place: null };

/** A rendering under way. */
type Flight = { startedAt: number; changes: Map<string, PageChange>; done: Promise<Rendered> };

type Options = {
  handler: Handler;
  onRendered: (route: CachedRoute, rendered: Rendered) => void;
  clock: () => number;
};

export type Renderings = ReturnType<typeof renderings>;

/** Renders routes, each only once at a time however many wait for it. */
export function renderings({ handler, onRendered, clock }: Options) {
  const flights = new Map<string, Flight>();
  const pass = gate({ maxRunning: MAX_CONCURRENT, queue: REQUEST_QUEUE });

  function start(route: CachedRoute, network?: string): Flight {
    const flight: Flight = { startedAt: clock(), changes: new Map(), done: Promise.resolve(FAILED) };
    const draw = () => render(handler, route, { network, startedAt: clock() });
    flight.done = withTimeout(pass(draw), { timeoutMs: TIMEOUT_MS, otherwise: () => null })
      .then((rendering) =>
        rendering ? rendered(route, { rendering, changes: [...flight.changes.values()] }) : FAILED,
      )
      .catch((error: unknown) => {
        log().error({ target: route.target, cause: traceOf(error) }, "a page could not be rendered");
        return FAILED;
      })
      .then((result) => {
        flights.delete(route.target);
        onRendered(route, result);
        return result;
      });
    flights.set(route.target, flight);
    return flight;
  }

  /** Returns the rendering of a route that is under way, or starts one. */
  function get(route: CachedRoute, network?: string): Flight {
    return flights.get(route.target) ?? start(route, network);
  }

  return {
    get,

    /** Returns the result of a rendering that began after every change until now. */
    async latest(route: CachedRoute): Promise<Rendered> {
      const flight = get(route);
      if (flight.changes.size === 0) return flight.done;
      await flight.done;
      return get(route).done;
    },

    /** Tells the renderings under way of a change that they may not show. */
    noteChange(change: PageChange): void {
      // By content: a busy campaign announces the same change thousands of times.
      const key = JSON.stringify(change);
      for (const { changes } of flights.values()) changes.set(key, change);
    },
  };
}

async function rendered(
  route: CachedRoute,
  { rendering, changes }: { rendering: Rendering; changes: PageChange[] },
): Promise<Rendered> {
  const place = placeOf(route, rendering);
  const answer = await keptAnswer(rendering, { target: route.target, freshMs: place?.freshMs ?? 0 });
  for (const change of changes) markIfConcerned(answer, change);
  return { answer, place };
}
