import { randomInt } from "node:crypto";
import { v7 } from "uuid";

/** A new UUIDv7 (RFC 9562): ids sort by the time of their making, so inserts stay at the end of an index. */
export function newId(): string {
  return v7();
}

/** No vowels, so that no code spells a word; no l, o, 0 or 1, so that none is misread. */
const SHARE_ALPHABET = "bcdfghjkmnpqrstvwxz23456789";
const SHARE_CODE_LENGTH = 9;

/** A short, unguessable share code (27^9 of them). The unique index decides if it is new. */
export function newShareCode(): string {
  return Array.from({ length: SHARE_CODE_LENGTH }, () => SHARE_ALPHABET[randomInt(SHARE_ALPHABET.length)]).join("");
}
