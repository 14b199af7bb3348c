import type { Database } from "@/db/client";
import { countEvents, shareLinks } from "@/db/schema";
import { newId, newShareCode } from "@/lib/ids";
import { foldCountEvents } from "@/lib/reporting/fold-count-events";
import { recordVisits } from "@/lib/sharing/record-visits";
import { maskVisitor } from "@/lib/sharing/visitor-key";

const DAY = "2026-11-20";
/** The time of all visits and confirmations. */
export const AT = new Date(`${DAY}T12:10:00Z`);

export type Link = typeof shareLinks.$inferSelect;

type Confirmations = {
  campaignId: string;
  link: Pick<Link, "id"> | null;
  channel?: string;
  change?: 1 | -1;
  times?: number;
};
type Visits = { link: Pick<Link, "code">; channel?: string; times: number };

/** Factories for share links, their visits, and confirmations through them. */
export function referralFactories(db: Database) {
  /** Creates links that are each the child of the one before; the first is the root. */
  async function aChain(length: number, overrides: Partial<typeof shareLinks.$inferInsert> = {}) {
    const ids = Array.from({ length }, () => newId());
    const links = ids.map((id, depth) => ({
      ...{ id, code: newShareCode(), locale: "en", depth, parentId: ids[depth - 1] ?? null },
      ...overrides,
    }));
    for (let from = 0; from < length; from += 1_000)
      await db.insert(shareLinks).values(links.slice(from, from + 1_000));
    return links;
  }

  /** Adds confirmations that the worker has not yet counted. */
  async function addConfirmations({ campaignId, link, channel, change = 1, times = 1 }: Confirmations) {
    const event = { campaignId, change, at: AT, channel, shareLinkId: link?.id };
    await db.insert(countEvents).values(Array.from({ length: times }, () => event));
  }

  /** Records visits by different people, each the first of that person on that day. */
  async function addVisits({ link, channel = "", times }: Visits) {
    const visits = Array.from({ length: times }, () => ({
      code: link.code,
      day: DAY,
      channel,
      visitor: maskVisitor({ address: newId(), agent: "Mozilla/5.0" }),
    }));
    await recordVisits(db, { visits, now: AT });
  }

  /** Counts all pending confirmations, as the worker does. Returns their number. */
  async function foldAll(limit?: number): Promise<number> {
    const folded = await foldCountEvents(db, { limit });
    return folded === 0 ? 0 : folded + (await foldAll(limit));
  }

  return { aChain, addConfirmations, addVisits, foldAll };
}
