import type { LiveFigures } from "@/lib/reporting/live-figures";
import { type Reading, watchFigures } from "./shared-reader";

const RETRY_MS = 3_000;
const CHECK_EVERY_MS = 30_000;
/** Keeps proxies from closing a silent connection, and finds out who is gone. */
const BEAT_EVERY_MS = 15_000;
/** Whoever takes none of so many is asleep: they are let go, and come back when they wake. */
const MAX_UNREAD_EVENTS = 60;

type Watched = {
  slug: string;
  /** Ended by the browser, or by us. */
  signal: AbortSignal;
  /** What the viewer had before its connection broke. */
  lastId: string | null;
  mayStay: () => Promise<boolean>;
};

/** The figures of a campaign as server-sent events, for as long as the viewer may see them; null when too many watch already. */
export function eventStream({ slug, signal, lastId, mayStay }: Watched): ReadableStream<Uint8Array> | null {
  const encoder = new TextEncoder();
  const stopping = new AbortController();
  const ended = AbortSignal.any([signal, stopping.signal]);
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  const waiting: string[] = [`retry: ${RETRY_MS}\n\n`];
  const write = (text: string) => {
    if (ended.aborted) return;
    if (!stream) waiting.push(text);
    else if ((stream.desiredSize ?? 0) < -MAX_UNREAD_EVENTS) end();
    else stream.enqueue(encoder.encode(text));
  };
  let isCancelled = false;
  const end = () => stopping.abort();
  const tell = (reading: Reading) => {
    if (reading.id !== lastId) write(asEvent(reading));
  };
  const stop = watchFigures(slug, { tell, end });
  if (!stop) return null;
  const beat = setInterval(() => write(": still here\n\n"), BEAT_EVERY_MS);
  // A session that ended, and a role that lost the permission, end the stream: the browser asks again and is refused.
  const check = setInterval(() => mayStay().then((may) => may || end(), end), CHECK_EVERY_MS);
  const clear = () => {
    stop();
    clearInterval(beat);
    clearInterval(check);
  };
  return new ReadableStream({
    start(controller) {
      stream = controller;
      for (const text of waiting) controller.enqueue(encoder.encode(text));
      const close = () => {
        clear();
        // A browser that is gone has closed it already.
        if (!signal.aborted && !isCancelled) controller.close();
      };
      if (ended.aborted) close();
      else ended.addEventListener("abort", close, { once: true });
    },
    cancel() {
      isCancelled = true;
      end();
    },
  });
}

function asEvent({ id, figures }: { id: string; figures: LiveFigures }): string {
  return `id: ${id}\nevent: figures\ndata: ${JSON.stringify(figures)}\n\n`;
}
