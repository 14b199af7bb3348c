import { waitUntilReady } from "../stack/readiness";

const EVERY_MS = 200;
const TIMEOUT_MS = 5_000;
/** The pages that are asked for. */
export const READ_PAGES = [
  "/en",
  "/en/campaigns/stand-with-refugees",
  "/en/articles/us-leaves-migration-compact-talks",
  "/es/campaigns/stand-with-refugees",
  "/api/v1/campaigns/stand-with-refugees/count",
];

export type Polls = { asked: number; failed: string[]; slowestMs: number };

/** Waits until every page was rendered once by each server: only what is kept can be served without a database. */
export async function renderPages(urls: string[], signal: AbortSignal): Promise<void> {
  for (const url of urls) for (const page of READ_PAGES) await waitUntilReady(url + page, signal);
}

/** Asks for public pages in turn, every 200 ms whatever became of the last one, until `stop`. */
export function watchPages(urls: string[]): { polls: Polls; stop: () => Promise<void> } {
  const polls: Polls = { asked: 0, failed: [], slowestMs: 0 };
  const open = new Set<Promise<void>>();
  const startedAt = Date.now();
  const timer = setInterval(() => {
    const url = urls[polls.asked % urls.length] ?? "";
    const page = READ_PAGES[Math.floor(polls.asked / urls.length) % READ_PAGES.length] ?? "";
    polls.asked += 1;
    const sentAt = Date.now();
    const asking = ask(url + page).then((failure) => {
      polls.slowestMs = Math.max(polls.slowestMs, Date.now() - sentAt);
      if (failure) polls.failed.push(`${((sentAt - startedAt) / 1_000).toFixed(1)} s ${page}: ${failure}`);
      open.delete(asking);
    });
    open.add(asking);
  }, EVERY_MS);
  return {
    polls,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(open);
    },
  };
}

async function ask(url: string): Promise<string | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    await answer.arrayBuffer();
    return answer.status === 200 ? null : String(answer.status);
  } catch (error) {
    return error instanceof Error ? `${error.name} ${error.cause ?? ""}` : "error";
  }
}
