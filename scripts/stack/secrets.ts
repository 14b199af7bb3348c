import { randomBytes } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createAtomically } from "./files";

const SECRET_BYTES = 48;

/**
 * Returns a random secret, created once and stored in a file that only its owner can read. Concurrent processes get
 * the same secret.
 */
export async function readOrCreateSecret(dataDir: string, name: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, name);
  await createAtomically(file, randomBytes(SECRET_BYTES).toString("base64url"));
  return (await readFile(file, "utf8")).trim();
}

/** Returns a stored secret in the format of Standard Webhooks. */
export async function readOrCreateWebhookSecret(dataDir: string): Promise<string> {
  const secret = await readOrCreateSecret(dataDir, "webhook-secret");
  return `whsec_${Buffer.from(secret).toString("base64")}`;
}
