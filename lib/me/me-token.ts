import { mac, sameBytes } from "@/lib/crypto";
import { idFromBytes, idToBytes } from "@/lib/ids";
import { readMailToken } from "@/lib/mail-token";

/**
 * `show`: in every mail to a signer, opens their page and changes nothing. `link`: mailed when they ask for it; acts for an hour,
 * and then only shows.
 */
type Kind = "show" | "link";

type MeToken = { kind: Kind; supporterId: string; at: Date };

/** The first byte of a token: its kind, and the version of the key in its MAC. */
const KEY_VERSION = 1;
const KIND_BYTES: Record<Kind, number> = { show: 0x10 | KEY_VERSION, link: 0x20 | KEY_VERSION };

const ID_BYTES = 16;
const TIME_BYTES = 6;
/** With the rest, 40 bytes, no multiple of three: see `readMailToken`. */
const MAC_BYTES = 17;
const BODY_BYTES = 1 + ID_BYTES + TIME_BYTES;

/**
 * Returns the token of a link to a person's own signatures: kind, supporter, time and their MAC. It is not stored, so reading the
 * database is not enough to open the page. It names an id, which ends with an erasure; a change of address ends earlier tokens.
 */
export function meToken({ kind, supporterId, at }: MeToken): string {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeUIntBE(at.getTime(), 0, TIME_BYTES);
  const body = Buffer.concat([Buffer.from([KIND_BYTES[kind]]), idToBytes(supporterId), time]);
  return Buffer.concat([body, macOf(body)]).toString("base64url");
}

/** Parses and verifies a token. Returns null for an invalid one. */
export function readMeToken(token: string): MeToken | null {
  const bytes = readMailToken(token, isGenuine);
  if (!bytes) return null;
  const kind = bytes[0] === KIND_BYTES.link ? "link" : "show";
  return {
    kind,
    supporterId: idFromBytes(bytes.subarray(1, 1 + ID_BYTES)),
    at: new Date(bytes.readUIntBE(1 + ID_BYTES, TIME_BYTES)),
  };
}

function isGenuine(bytes: Buffer): boolean {
  if (bytes.length !== BODY_BYTES + MAC_BYTES) return false;
  const isKnown = Object.values(KIND_BYTES).includes(bytes.readUInt8(0));
  return isKnown && sameBytes(macOf(bytes.subarray(0, BODY_BYTES)), bytes.subarray(BODY_BYTES));
}

function macOf(body: Uint8Array): Buffer {
  return mac(`me/token/v${KEY_VERSION}`, body).subarray(0, MAC_BYTES);
}

/** How long a mailed link or an entered code lets somebody act. */
export const ACT_WITHIN_MINUTES = 60;

const MINUTE_MS = 60_000;

/** Whether something that was mailed or entered at a time still lets somebody act. */
export function isFreshForActing(at: Date, now: Date): boolean {
  const age = now.getTime() - at.getTime();
  return age < ACT_WITHIN_MINUTES * MINUTE_MS;
}
