import { sha256 } from "@/lib/crypto";

/** The hashed fields of an event. `at` is UTC with microseconds: `2026-11-25T09:30:00.123456Z`. */
type ChainedEvent = {
  position: number;
  id: string;
  actorId: string | null;
  action: string;
  subject: string;
  details: unknown;
  at: string;
  previousHash: string;
};

/** The previous hash of the first event. */
const CHAIN_START = "0".repeat(64);

/**
 * Returns the hash of an event: SHA-256, in hexadecimal, over the fields below in this order, each as a netstring
 * (`<bytes>:<UTF-8>,`; `-,` for null), so that the encoding is unambiguous. Details are the netstrings of their keys and
 * values, sorted by the bytes of the keys. The previous hash is one of the fields, so changing an event requires changing
 * every later one.
 */
export function auditHash(event: ChainedEvent): string {
  const { previousHash, position, id, at, actorId, action, subject, details } = event;
  return sha256(
    [previousHash, String(position), id, at, actorId, action, subject, encodeDetails(details)]
      .map(netstring)
      .join(""),
  );
}

function netstring(field: string | null): string {
  return field === null ? "-," : `${Buffer.byteLength(field)}:${field},`;
}

function encodeDetails(details: unknown): string | null {
  if (details === null || details === undefined) return null;
  // We only write objects of strings. The prefix keeps any other value from hashing like one.
  if (typeof details !== "object" || Array.isArray(details)) return `!${JSON.stringify(details)}`;
  return Object.entries(details)
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([key, value]) => netstring(key) + (typeof value === "string" ? netstring(value) : "!"))
    .join("");
}

/** The number of events in a chain, and the hash of the last. A copy stored elsewhere reveals a truncated chain. */
export type ChainHead = { position: number; hash: string };

export const EMPTY_CHAIN: ChainHead = { position: 0, hash: CHAIN_START };

type StoredEvent = ChainedEvent & { hash: string };

export type Fault = { position: number; fault: "missing" | "changed" | "unlinked" };

/** Verifies the next events of a chain, in order of position. Returns the new head, or the first fault. */
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
