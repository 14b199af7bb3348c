import type { LiveFigures } from "@/lib/reporting/live-figures";

export const POLL_EVERY_MS = 10_000;
/** The server tells the figures again every 10 s: later than this, somebody in between holds them back. */
const SILENT_AFTER_MS = 25_000;
const FAILURES_UNTIL_POLLING = 2;
/** While polling, the stream is tried again after so many polls, each time twice as many, … */
const POLLS_UNTIL_STREAM = 1;
/** … up to this. */
const MAX_POLLS_UNTIL_STREAM = 12;

/** How the figures come: pushed, asked for, or not at all. */
export type Connection = "connecting" | "live" | "polling" | "lost" | "signed-out";

type Listeners = { figures: (figures: LiveFigures) => void; connection: (connection: Connection) => void };

/**
 * Watches a campaign until the answer is called: over server-sent events, which the browser reconnects by itself; when
 * those keep failing, by asking every 10 s, with another try of the stream now and then.
 */
export function watchCampaign(url: string, told: Listeners): () => void {
  let stopped = false;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let patience = POLLS_UNTIL_STREAM;

  const later = (what: () => void, ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(what, ms);
  };

  function stream() {
    source = new EventSource(url);
    later(fail, SILENT_AFTER_MS);
    source.addEventListener("figures", ({ data }) => {
      failures = 0;
      patience = POLLS_UNTIL_STREAM;
      told.figures(JSON.parse(data));
      told.connection("live");
      later(fail, SILENT_AFTER_MS);
    });
    source.addEventListener("error", () => {
      failures += 1;
      // A browser that was refused does not try again by itself.
      if (failures >= FAILURES_UNTIL_POLLING || source?.readyState === EventSource.CLOSED) fail();
    });
  }

  function fail() {
    source?.close();
    failures = 0;
    void poll(patience);
    patience = Math.min(MAX_POLLS_UNTIL_STREAM, patience * 2);
  }

  async function poll(left: number) {
    const connection = await ask(url, told.figures);
    if (stopped) return;
    told.connection(connection);
    if (connection === "signed-out") return;
    later(() => (left > 0 ? poll(left - 1) : stream()), POLL_EVERY_MS);
  }

  stream();
  return () => {
    stopped = true;
    source?.close();
    clearTimeout(timer);
  };
}

async function ask(url: string, tell: (figures: LiveFigures) => void): Promise<Connection> {
  try {
    const answer = await fetch(url, {
      headers: { accept: "application/json" },
      cache: "no-store",
      // Who is not signed in any more is led to the sign-in page, which holds no figures.
      redirect: "manual",
      signal: AbortSignal.timeout(POLL_EVERY_MS),
    });
    if (answer.type === "opaqueredirect" || answer.status === 404) return "signed-out";
    if (!answer.ok) return "lost";
    tell(await answer.json());
    return "polling";
  } catch {
    return "lost";
  }
}
