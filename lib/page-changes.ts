import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { perProcess } from "@/db/singleton";
import { finishBeforeExit } from "./background-work";
import { db } from "./database";
import { withDatabaseLimits } from "./database-limits";
import { inLane } from "./lane";

/** The channel on which processes tell each other which public pages have changed. */
export const PAGE_CHANGES_CHANNEL = "groundswell_page_changes";

/**
 * `content`: what staff publish has changed, on the pages that show these campaigns, or on any page. `count`: only the
 * figures of these campaigns have.
 */
const pageChange = z.object({
  kind: z.enum(["content", "count"]),
  campaigns: z.array(z.string()).nullable(),
});

export type PageChange = z.infer<typeof pageChange>;

/** A change as it is sent, with the process that made it. */
const notification = pageChange.extend({ from: z.string() });

const NOTIFY_EVERY_MS = 500;
/** Slugs in one notification, which PostgreSQL limits to 8,000 bytes. */
const MAX_SLUGS = 60;

const state = perProcess("page-changes", () => ({
  /** Names this process. */
  id: randomUUID(),
  listeners: new Set<(change: PageChange) => void>(),
  /** Campaigns whose new count the other processes do not know yet. */
  counted: new Set<string>(),
  notifiedAt: 0,
}));

/** Calls a listener for each change that this process makes, at once. Those of other processes arrive on the channel. */
export function onPageChange(listener: (change: PageChange) => void): void {
  state().listeners.add(listener);
}

/**
 * Announces that published content has changed: to this process at once, to the others on commit. Without a campaign, any page
 * may have changed. Call it after the change, or in its transaction.
 */
export async function pagesChanged(db: Transaction, { campaign }: { campaign?: string } = {}): Promise<void> {
  const change: PageChange = { kind: "content", campaigns: campaign === undefined ? null : [campaign] };
  tellThisProcess(change);
  await notify(db, change);
}

/**
 * Announces that the count of a campaign has changed: to this process at once, to the others at most every 0.5 s for all
 * campaigns together, since each transaction that notifies holds a global lock of PostgreSQL while it commits.
 */
export function countChanged(campaign: string): void {
  tellThisProcess({ kind: "count", campaigns: [campaign] });
  const { counted, notifiedAt } = state();
  const isScheduled = counted.size > 0;
  counted.add(campaign);
  if (isScheduled) return;
  const waitMs = Math.max(0, notifiedAt + NOTIFY_EVERY_MS - Date.now());
  finishBeforeExit(pause(waitMs).then(() => notifyOfCounts()));
}

/** Returns the change in a notification. Null if it is malformed, or is about a count that this process itself has changed. */
export function parsePageChange(payload: string): PageChange | null {
  try {
    const { from, ...change } = notification.parse(JSON.parse(payload));
    // Content may have been announced before its commit, so what this process rendered since may be outdated.
    return change.kind === "count" && from === state().id ? null : change;
  } catch {
    return null; // a notification by another version of this program
  }
}

function tellThisProcess(change: PageChange) {
  for (const listener of state().listeners) listener(change);
}

/** Once more after a failure. If that fails too, the database is unavailable, and other processes let all pages age faster. */
async function notifyOfCounts(retry: "once" | "never" = "once"): Promise<void> {
  const { counted } = state();
  state().notifiedAt = Date.now();
  const slugs = [...counted];
  counted.clear();
  const unsent: string[] = [];
  for (let from = 0; from < slugs.length; from += MAX_SLUGS) {
    const campaigns = slugs.slice(from, from + MAX_SLUGS);
    const sending = async () => ({ sent: await notify(db(), { kind: "count", campaigns }) });
    if (!(await inLane("internal", () => withDatabaseLimits(sending)))) unsent.push(...campaigns);
  }
  if (unsent.length === 0 || retry === "never") return;
  await pause(NOTIFY_EVERY_MS);
  for (const slug of unsent) counted.add(slug);
  await notifyOfCounts("never");
}

async function notify(db: Transaction, change: PageChange): Promise<void> {
  await db.execute(
    sql`select pg_notify(${PAGE_CHANGES_CHANNEL}, ${JSON.stringify({ ...change, from: state().id })})`,
  );
}
