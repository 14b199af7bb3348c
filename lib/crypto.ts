import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { env } from "./env";

const keys = new Map<string, Buffer>();

/** A 256-bit key for one purpose, derived from `APP_SECRET` (HKDF, RFC 5869). Two purposes never share a key. */
export function keyFor(purpose: string): Buffer {
  const known = keys.get(purpose);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", env().APP_SECRET, "groundswell", purpose, 32));
  keys.set(purpose, key);
  return key;
}

/** HMAC-SHA-256 of a text under the key of a purpose. */
export function mac(purpose: string, text: string | Uint8Array): Buffer {
  return createHmac("sha256", keyFor(purpose)).update(text).digest();
}

/** The SHA-256 of a text, in lower-case hexadecimal. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Compares in constant time. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under the key of a purpose, bound to `context` (a row's id, say): it opens only with the same one. Layout: iv, tag, ciphertext. */
export function seal(purpose: string, content: string | Uint8Array, context = ""): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(Buffer.from(content)), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** The text that `seal` closed, or null when it was altered, sealed for another purpose or bound to another context. */
export function open(purpose: string, sealed: Uint8Array, context = ""): string | null {
  return openBytes(purpose, sealed, context)?.toString("utf8") ?? null;
}

/** The same for bytes. */
export function openBytes(purpose: string, sealed: Uint8Array, context = ""): Buffer | null {
  if (sealed.length < IV_BYTES + TAG_BYTES) return null;
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    // GCM's only failure here: the tag does not fit.
    return null;
  }
}
