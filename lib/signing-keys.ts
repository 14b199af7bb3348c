import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { keyFor } from "./crypto";
import { env } from "./env";

type SigningKey = { id: string; secret: KeyObject; publicKey: Buffer };

const SEED_BYTES = 32;
/** What precedes the 32 bytes of an Ed25519 key in its standard encodings (RFC 8410). */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI_BYTES = 44;

let keys: SigningKey[] | undefined;

/**
 * Our Ed25519 keys, newest first: those of `SIGNING_KEYS`, then the one derived from `APP_SECRET`. The first one signs; all of them
 * verify, so that nothing signed before a rotation becomes invalid.
 */
function signingKeys(): SigningKey[] {
  keys ??= [...env().SIGNING_KEYS, keyFor("signing")].map(keyOf);
  return keys;
}

function keyOf(seed: Uint8Array): SigningKey {
  if (seed.length !== SEED_BYTES) throw new Error("a signing key has 32 bytes");
  const secret = createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, seed]),
    format: "der",
    type: "pkcs8",
  });
  const spki = createPublicKey(secret).export({ format: "der", type: "spki" });
  const publicKey = spki.subarray(SPKI_BYTES - SEED_BYTES);
  return { id: createHash("sha256").update(publicKey).digest("hex").slice(0, 16), secret, publicKey };
}

/** Signs a text with the newest key (Ed25519, RFC 8032). */
export function signText(text: string): { keyId: string; signature: Buffer } {
  const [newest] = signingKeys();
  if (!newest) throw new Error("there is no signing key");
  return { keyId: newest.id, signature: sign(null, Buffer.from(text), newest.secret) };
}

/** Whether we signed a text with the key of this id. */
export function isSignedByUs(text: string, { keyId, signature }: { keyId: string; signature: Uint8Array }) {
  const key = signingKeys().find(({ id }) => id === keyId);
  return key !== undefined && verify(null, Buffer.from(text), createPublicKey(key.secret), signature);
}

/** The public keys, newest first, for everybody who verifies what we signed. `id` is derived from the key. */
export function listPublicKeys() {
  return signingKeys().map(({ id, publicKey }) => ({
    id,
    algorithm: "Ed25519",
    publicKey: publicKey.toString("base64"),
  }));
}
