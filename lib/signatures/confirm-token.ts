import { mac, open, sameBytes, seal } from "@/lib/crypto";
import { idFromBytes, idToBytes, isId } from "@/lib/ids";

/** How long the link and the code of a confirmation mail are good for. */
export const CONFIRM_WITHIN_DAYS = 7;
/** Wrong codes after which only the link helps: five guesses at a million. */
export const MAX_CODE_ATTEMPTS = 5;

const DAY_MS = 86_400_000;
const ID_BYTES = 16;
const TIME_BYTES = 4;
const MAC_BYTES = 16;

/** One promise of a confirmation mail: which signature, and when the mail was asked for. */
export type Confirmation = { signatureId: string; askedAt: Date };

/**
 * The token of a mailed link: id, time and their MAC. Nothing of it is stored, so no one who reads the database
 * can confirm; and the same promise always makes the same token, so that a mail may be rendered again.
 */
export function confirmationToken({ signatureId, askedAt }: Confirmation): string {
  const body = Buffer.alloc(ID_BYTES + TIME_BYTES);
  idToBytes(signatureId).copy(body);
  body.writeUInt32BE(Math.floor(askedAt.getTime() / 1000), ID_BYTES);
  return Buffer.concat([body, mac("confirmation/link", body).subarray(0, MAC_BYTES)]).toString("base64url");
}

/** What a token stands for (`askedAt` in whole seconds), or null when it is not one of ours. */
export function readConfirmationToken(token: string): Confirmation | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== ID_BYTES + TIME_BYTES + MAC_BYTES || bytes.toString("base64url") !== token)
    return null;
  const body = bytes.subarray(0, ID_BYTES + TIME_BYTES);
  const genuine = mac("confirmation/link", body).subarray(0, MAC_BYTES);
  if (!sameBytes(genuine, bytes.subarray(ID_BYTES + TIME_BYTES))) return null;
  return {
    signatureId: idFromBytes(body.subarray(0, ID_BYTES)),
    askedAt: new Date(body.readUInt32BE(ID_BYTES) * 1000),
  };
}

/** The six digits of the same mail, to be typed where one signed. */
export function confirmationCode({ signatureId, askedAt }: Confirmation): string {
  const digest = mac("confirmation/code", `${signatureId} ${askedAt.getTime()}`);
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
}

/** Whether a code is the one that was mailed. Spaces and dashes between the digits do not matter. */
export function isConfirmationCode(typed: string, confirmation: Confirmation): boolean {
  return sameBytes(Buffer.from(typed.replace(/[\s-]/g, "")), Buffer.from(confirmationCode(confirmation)));
}

/** Whether the link and the code of a mail still hold. */
export function isFresh(confirmation: Confirmation, now: Date): boolean {
  return now.getTime() - confirmation.askedAt.getTime() < CONFIRM_WITHIN_DAYS * DAY_MS;
}

/** Signatures of one browser that wait for their code, the latest first. */
const PENDING_AT_ONCE = 4;

/** What the browser keeps so that a code can be typed where one signed: sealed, so that it tells no one whether an address was known. */
export function pendingTicket(signatureId: string, earlier: string[]): string {
  const waiting = [signatureId, ...earlier.filter((id) => id !== signatureId)].slice(0, PENDING_AT_ONCE);
  return seal("confirmation/pending", waiting.join(" ")).toString("base64url");
}

/** The signatures that a ticket names; none when it is not one of ours. */
export function readPendingTicket(ticket: string): string[] {
  const ids = open("confirmation/pending", Buffer.from(ticket, "base64url"));
  return ids ? ids.split(" ").filter(isId) : [];
}
