import { createHmac } from "node:crypto";
import { mac } from "@/lib/crypto";

/** One confirmation of a signature. Signing again after a withdrawal is another one. */
type ConfirmationRef = { signatureId: string; confirmedAt: Date };

/**
 * Returns the secret of a confirmation, which its receipt contains. It is derived, so nothing is stored for it, and after an erasure
 * nothing leads from the public log to a person.
 */
export function commitmentSecret({ signatureId, confirmedAt }: ConfirmationRef): Buffer {
  return mac("proof/commitment", `${signatureId} ${confirmedAt.getTime()}`);
}

/**
 * Returns what the public log holds of a signature: HMAC-SHA-256 of the hash of the signed text (hexadecimal) under the secret of its
 * receipt. Without the secret it says nothing; with it, it proves which text was signed.
 */
export function commitmentOf(secret: Uint8Array, textSha256: string): Buffer {
  return createHmac("sha256", secret).update(textSha256).digest();
}
