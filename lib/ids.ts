import { randomInt } from "node:crypto";
import { v7 } from "uuid";

/** A new UUIDv7 (RFC 9562): ids sort by the time of their making, so inserts stay at the end of an index. */
export function newId(): string {
  return v7();
}

/** The smallest id of a moment: whatever was made from then on has a greater one, so the primary key finds it. */
export function earliestIdAt(time: Date): string {
  const milliseconds = time.getTime().toString(16).padStart(12, "0");
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7000-8000-000000000000`;
}

/** No vowels, so that no code spells a word; no l, o, 0 or 1, so that none is misread. */
const SHARE_ALPHABET = "bcdfghjkmnpqrstvwxz23456789";
const SHARE_CODE_LENGTH = 9;

/** A short, unguessable share code (27^9 of them). The unique index decides if it is new. */
export function newShareCode(): string {
  return Array.from(
    { length: SHARE_CODE_LENGTH },
    () => SHARE_ALPHABET[randomInt(SHARE_ALPHABET.length)],
  ).join("");
}

const SHARE_CODE = new RegExp(`^[${SHARE_ALPHABET}]{${SHARE_CODE_LENGTH}}$`);

/** Whether a text could be a share code. */
export function isShareCode(text: string): boolean {
  return SHARE_CODE.test(text);
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_SLUG = 120;

/** Whether a text could name an article or a campaign. */
export function isSlug(text: string): boolean {
  return text.length <= LONGEST_SLUG && SLUG.test(text);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text could be one of our ids. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** An id as its 16 bytes. */
export function idToBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

/** The id that 16 bytes stand for. */
export function idFromBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
