import type { LiveFigures } from "@/lib/reporting/live-figures";

export const POLL_EVERY_MS = 10_000;
/** The server sends figures at least every 10 s. Without any for this long, a proxy is holding them back. */
const SILENT_AFTER_MS = 25_000;
const FAILURES_UNTIL_POLLING = 2;
/** The number of polls before the stream is tried again. It doubles each time, up to the maximum. */
const POLLS_UNTIL_STREAM = 1;
const MAX_POLLS_UNTIL_STREAM = 12;

/** The state of the connection: streaming (`live`), polling or lost. */
export type Connection = "connecting" | "live" | "polling" | "lost" | "signed-out";

type Listeners = { figures: (figures: LiveFigures) => void; connection: (connection: Connection) => void };

/**
 * Subscribes to the figures of a campaign and returns the function that unsubscribes. Uses server-sent events, which the browser
 * reconnects; if those keep failing, polls every 10 s and tries the stream again at growing intervals.
 */
export function watchCampaign(url: string, listeners: Listeners): () => void {
  let stopped = false;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let pollsUntilStream = POLLS_UNTIL_STREAM;

  const schedule = (run: () => void, ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  };

  function stream() {
    source = new EventSource(url);
    schedule(fail, SILENT_AFTER_MS);
    source.addEventListener("figures", ({ data }) => {
      failures = 0;
      pollsUntilStream = POLLS_UNTIL_STREAM;
      listeners.figures(JSON.parse(data));
      listeners.connection("live");
      schedule(fail, SILENT_AFTER_MS);
    });
    source.addEventListener("error", () => {
      failures += 1;
      // The browser does not reconnect after an HTTP error.
      if (failures >= FAILURES_UNTIL_POLLING || source?.readyState === EventSource.CLOSED) fail();
    });
  }

  function fail() {
    source?.close();
    failures = 0;
    void poll(pollsUntilStream);
    pollsUntilStream = Math.min(MAX_POLLS_UNTIL_STREAM, pollsUntilStream * 2);
  }

  async function poll(left: number) {
    const connection = await fetchFigures(url, listeners.figures);
    if (stopped) return;
    listeners.connection(connection);
    if (connection === "signed-out") return;
    schedule(() => (left > 0 ? poll(left - 1) : stream()), POLL_EVERY_MS);
  }

  stream();
  return () => {
    stopped = true;
    source?.close();
    clearTimeout(timer);
  };
}

async function fetchFigures(url: string, onFigures: (figures: LiveFigures) => void): Promise<Connection> {
  try {
    const response = await fetch(url, {
      headers: { accept: "application/json" },
      cache: "no-store",
      // Signed-out browsers are redirected to the sign-in page.
      redirect: "manual",
      signal: AbortSignal.timeout(POLL_EVERY_MS),
    });
    if (response.type === "opaqueredirect" || response.status === 404) return "signed-out";
    if (!response.ok) return "lost";
    onFigures(await response.json());
    return "polling";
  } catch {
    return "lost";
  }
}
