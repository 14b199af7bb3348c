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

/** Returns the 256-bit key for one purpose, derived from `APP_SECRET` (HKDF, RFC 5869). Two purposes never share a key. */
export function keyFor(purpose: string): Buffer {
  const known = keys.get(purpose);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", env().APP_SECRET, "groundswell", purpose, 32));
  keys.set(purpose, key);
  return key;
}

/** Returns the HMAC-SHA-256 of a text under the key of a purpose. */
export function mac(purpose: string, text: string | Uint8Array): Buffer {
  return createHmac("sha256", keyFor(purpose)).update(text).digest();
}

/** Returns the SHA-256 of a text in lower-case hexadecimal. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Compares two byte strings in constant time. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts with AES-256-GCM under the key of a purpose. `context` (for example a row's id) is authenticated: decryption needs
 * the same value. Layout: iv, tag, ciphertext.
 */
export function seal(purpose: string, content: string | Uint8Array, context = ""): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(Buffer.from(content)), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Decrypts what `seal` returned. Null if it was altered, or sealed for another purpose or context. */
export function open(purpose: string, sealed: Uint8Array, context = ""): string | null {
  return openBytes(purpose, sealed, context)?.toString("utf8") ?? null;
}

/** Like `open`, but returns bytes. */
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
    // The only possible failure here: the authentication tag does not match.
    return null;
  }
}
