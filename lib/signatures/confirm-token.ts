import { mac, open, sameBytes, seal } from "@/lib/crypto";
import { idFromBytes, idToBytes, isId } from "@/lib/ids";

/** How long the link and the code of a confirmation mail are valid. */
export const CONFIRM_WITHIN_DAYS = 7;
/** After this many wrong codes only the link works: five guesses at one in a million. */
export const MAX_CODE_ATTEMPTS = 5;

const DAY_MS = 86_400_000;
const ID_BYTES = 16;
const TIME_BYTES = 4;
const MAC_BYTES = 16;

/** A confirmation request: the signature, and when its mail was requested. */
type Confirmation = { signatureId: string; askedAt: Date };

/**
 * Returns the token of the mailed link: id, time and their MAC. The token is not stored, so reading the database is not
 * enough to confirm. The same request always gives the same token, so that a mail can be rendered again.
 */
export function confirmationToken({ signatureId, askedAt }: Confirmation): string {
  const body = Buffer.alloc(ID_BYTES + TIME_BYTES);
  idToBytes(signatureId).copy(body);
  body.writeUInt32BE(Math.floor(askedAt.getTime() / 1000), ID_BYTES);
  return Buffer.concat([body, mac("confirmation/link", body).subarray(0, MAC_BYTES)]).toString("base64url");
}

/** Parses and verifies a token (`askedAt` in whole seconds). Returns null for an invalid one. */
export function readConfirmationToken(token: string): Confirmation | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== ID_BYTES + TIME_BYTES + MAC_BYTES || bytes.toString("base64url") !== token)
    return null;
  const body = bytes.subarray(0, ID_BYTES + TIME_BYTES);
  const expected = mac("confirmation/link", body).subarray(0, MAC_BYTES);
  if (!sameBytes(expected, bytes.subarray(ID_BYTES + TIME_BYTES))) return null;
  return {
    signatureId: idFromBytes(body.subarray(0, ID_BYTES)),
    askedAt: new Date(body.readUInt32BE(ID_BYTES) * 1000),
  };
}

/** Returns the six-digit code of the same mail, to be typed into the page where the person signed. */
export function confirmationCode({ signatureId, askedAt }: Confirmation): string {
  const digest = mac("confirmation/code", `${signatureId} ${askedAt.getTime()}`);
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
}

/** Whether a code is the mailed one. Ignores spaces and dashes between the digits. */
export function isConfirmationCode(typed: string, confirmation: Confirmation): boolean {
  return sameBytes(Buffer.from(typed.replace(/[\s-]/g, "")), Buffer.from(confirmationCode(confirmation)));
}

/** Whether the link and the code of a mail are still valid. */
export function isFresh(confirmation: Confirmation, now: Date): boolean {
  return now.getTime() - confirmation.askedAt.getTime() < CONFIRM_WITHIN_DAYS * DAY_MS;
}

/** How many pending signatures one browser keeps, latest first. */
const MAX_PENDING = 4;

/** Returns the cookie value that lets a code be typed where the person signed. Sealed: it does not reveal whether an address was known. */
export function pendingTicket(signatureId: string, earlier: string[]): string {
  const waiting = [signatureId, ...earlier.filter((id) => id !== signatureId)].slice(0, MAX_PENDING);
  return seal("confirmation/pending", waiting.join(" ")).toString("base64url");
}

/** Returns the ids of the pending signatures in a ticket; none for an invalid one. */
export function readPendingTicket(ticket: string): string[] {
  const ids = open("confirmation/pending", Buffer.from(ticket, "base64url"));
  return ids ? ids.split(" ").filter(isId) : [];
}
