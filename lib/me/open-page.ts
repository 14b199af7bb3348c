import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { erasures, supporters } from "@/db/schema";
import { mac } from "@/lib/crypto";
import type { BrowserTicket } from "./browser-ticket";
import { isFreshForActing, readMeToken } from "./me-token";

/** The person of a link. `acts`: this request may change something; else it only shows. */
export type OwnPage =
  | { outcome: "open"; supporterId: string; emailKey: Uint8Array; emailCipher: Uint8Array; acts: boolean }
  /** Not a token of ours, or cut. */
  | { outcome: "invalid" }
  /** Mailed to an address that the person has changed since. */
  | { outcome: "moved" }
  | { outcome: "erasing" | "erased" };

type Opened = { token: string; ticket: BrowserTicket | null; now: Date };

/** Returns whose page a token opens, and whether the request may act: by a fresh link, or from a browser with the mailed code. */
export async function openOwnPage(db: Database, { token: text, ticket, now }: Opened): Promise<OwnPage> {
  const token = readMeToken(text);
  if (!token) return { outcome: "invalid" };
  const { supporterId, at, kind } = token;
  const [erasure] = await db
    .select({ erasedAt: erasures.erasedAt })
    .from(erasures)
    .where(eq(erasures.supporterKey, erasureKey(supporterId)));
  if (erasure) return { outcome: erasure.erasedAt ? "erased" : "erasing" };
  const [person] = await db
    .select({
      emailKey: supporters.emailKey,
      emailCipher: supporters.emailCipher,
      from: supporters.meTokensFrom,
    })
    .from(supporters)
    .where(eq(supporters.id, supporterId));
  // Purged: nothing was ever confirmed, and nothing is left.
  if (!person) return { outcome: "erased" };
  const { from, ...address } = person;
  if (from && at < from) return { outcome: "moved" };
  const isProved =
    ticket?.state === "proved" &&
    ticket.supporterId === supporterId &&
    isFreshForActing(ticket.at, now) &&
    !(from && ticket.at < from);
  const acts = isProved || (kind === "link" && isFreshForActing(at, now));
  return { outcome: "open", supporterId, ...address, acts };
}

/** Returns the keyed hash by which an erased supporter is recognised: see `erasures`. */
export function erasureKey(supporterId: string): Buffer {
  return mac("me/erasure", supporterId);
}
