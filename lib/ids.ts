import { randomInt } from "node:crypto";
import { v7 } from "uuid";

/** Returns a new UUIDv7 (RFC 9562). Ids sort by creation time, so inserts go to the end of an index. */
export function newId(): string {
  return v7();
}

/** Returns the smallest id of a given time. Rows created since then have greater ids, so the primary key finds them. */
export function earliestIdAt(time: Date): string {
  const milliseconds = time.getTime().toString(16).padStart(12, "0");
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7000-8000-000000000000`;
}

/** No vowels, so that no code spells a word. No l, o, 0 or 1, which are easily misread. */
const SHARE_ALPHABET = "bcdfghjkmnpqrstvwxz23456789";
const SHARE_CODE_LENGTH = 9;

/** Returns a random share code, one of 27^9. The unique index rejects duplicates. */
export function newShareCode(): string {
  return Array.from(
    { length: SHARE_CODE_LENGTH },
    () => SHARE_ALPHABET[randomInt(SHARE_ALPHABET.length)],
  ).join("");
}

const SHARE_CODE = new RegExp(`^[${SHARE_ALPHABET}]{${SHARE_CODE_LENGTH}}$`);

/** Whether a text has the format of a share code. */
export function isShareCode(text: string): boolean {
  return SHARE_CODE.test(text);
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MAX_SLUG_LENGTH = 120;

/** Whether a text has the format of a slug. */
export function isSlug(text: string): boolean {
  return text.length <= MAX_SLUG_LENGTH && SLUG.test(text);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text has the format of an id (a UUID in lower case). */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** Converts an id to its 16 bytes. */
export function idToBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

/** Converts 16 bytes to an id. */
export function idFromBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
