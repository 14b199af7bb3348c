import { sha256 } from "@/lib/crypto";

/** An event as it is hashed. `at` is UTC with microseconds, as the database keeps it: `2026-11-25T09:30:00.123456Z`. */
export type ChainedEvent = {
  position: number;
  id: string;
  actorId: string | null;
  action: string;
  subject: string;
  details: unknown;
  at: string;
  previousHash: string;
};

/** What the first event follows. */
export const CHAIN_START = "0".repeat(64);

/**
 * The hash of an event: SHA-256, in hexadecimal, over the fields below in this order, each as a netstring
 * (`<bytes>:<UTF-8>,`; `-,` for none), so that no two events are written alike. Details are the netstrings of their keys and
 * values, sorted by the bytes of the keys. The hash before is one of the fields: to change an event unseen, one
 * must change every later one.
 */
export function auditHash(event: ChainedEvent): string {
  const { previousHash, position, id, at, actorId, action, subject, details } = event;
  return sha256(
    [previousHash, String(position), id, at, actorId, action, subject, inOrder(details)]
      .map(netstring)
      .join(""),
  );
}

function netstring(field: string | null): string {
  return field === null ? "-," : `${Buffer.byteLength(field)}:${field},`;
}

function inOrder(details: unknown): string | null {
  if (details === null || details === undefined) return null;
  // We write objects of texts only. Anything else is somebody else's, and must not look like ours.
  if (typeof details !== "object" || Array.isArray(details)) return `!${JSON.stringify(details)}`;
  return Object.entries(details)
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([key, value]) => netstring(key) + (typeof value === "string" ? netstring(value) : "!"))
    .join("");
}

/** Where a chain ends: how many events it has, and the hash of the last. Kept elsewhere, it shows whether the end was cut off. */
export type ChainHead = { position: number; hash: string };

export const EMPTY_CHAIN: ChainHead = { position: 0, hash: CHAIN_START };

export type StoredEvent = ChainedEvent & { hash: string };

export type Fault = { position: number; fault: "missing" | "changed" | "unlinked" };

/** Follows a chain over the next events, in order of position: the new head, or the first event that does not fit. */
export function verifyEvents(head: ChainHead, events: StoredEvent[]): ChainHead | Fault {
  let { position, hash } = head;
  for (const event of events) {
    position += 1;
    if (event.position !== position) return { position, fault: "missing" };
    if (event.previousHash !== hash) return { position, fault: "unlinked" };
    if (event.hash !== auditHash(event)) return { position, fault: "changed" };
    hash = event.hash;
  }
  return { position, hash };
}
