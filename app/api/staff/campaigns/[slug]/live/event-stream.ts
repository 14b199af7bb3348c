import type { LiveFigures } from "@/lib/reporting/live-figures";
import { type Reading, watchFigures } from "./shared-reader";

const RETRY_MS = 3_000;
const CHECK_EVERY_MS = 30_000;
/** Keeps proxies from closing an idle connection, and detects disconnected clients. */
const HEARTBEAT_MS = 15_000;
/** Clients with more unread events are disconnected. Browsers reconnect. */
const MAX_UNREAD_EVENTS = 60;

type Stream = {
  slug: string;
  /** Aborted when the client disconnects. */
  signal: AbortSignal;
  /** The `Last-Event-ID` of a reconnecting client. */
  lastId: string | null;
  /** Whether the viewer may still see the figures. */
  isAllowed: () => Promise<boolean>;
};

/** Streams the figures of a campaign as server-sent events while the viewer has access. Returns null if there are too many viewers. */
export function eventStream({ slug, signal, lastId, isAllowed }: Stream): ReadableStream<Uint8Array> | null {
  const encoder = new TextEncoder();
  const stopping = new AbortController();
  const ended = AbortSignal.any([signal, stopping.signal]);
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  const buffered: string[] = [`retry: ${RETRY_MS}\n\n`];
  const write = (text: string) => {
    if (ended.aborted) return;
    if (!stream) buffered.push(text);
    else if ((stream.desiredSize ?? 0) < -MAX_UNREAD_EVENTS) end();
    else stream.enqueue(encoder.encode(text));
  };
  let isCancelled = false;
  const end = () => stopping.abort();
  const send = (reading: Reading) => {
    if (reading.id !== lastId) write(asEvent(reading));
  };
  const stop = watchFigures(slug, { send, end });
  if (!stop) return null;
  const heartbeat = setInterval(() => write(": still here\n\n"), HEARTBEAT_MS);
  // Ends the stream when the session ends or the role loses the permission. The browser reconnects and is refused.
  const check = setInterval(() => isAllowed().then((allowed) => allowed || end(), end), CHECK_EVERY_MS);
  const clear = () => {
    stop();
    clearInterval(heartbeat);
    clearInterval(check);
  };
  return new ReadableStream({
    start(controller) {
      stream = controller;
      for (const text of buffered) controller.enqueue(encoder.encode(text));
      const close = () => {
        clear();
        // A disconnected client has closed the stream already.
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
