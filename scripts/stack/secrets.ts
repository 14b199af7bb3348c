import { randomBytes } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createAtomically } from "./files";

const SECRET_BYTES = 48;

/**
 * A random secret that is made once and then kept in a file that only its owner may read.
 * Two processes that ask at the same moment get the same one.
 */
export async function readOrCreateSecret(dataDir: string, name: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, name);
  await createAtomically(file, randomBytes(SECRET_BYTES).toString("base64url"));
  return (await readFile(file, "utf8")).trim();
}

/** A kept secret in the form of those that Standard Webhooks are signed with. */
export async function readOrCreateWebhookSecret(dataDir: string): Promise<string> {
  const secret = await readOrCreateSecret(dataDir, "webhook-secret");
  return `whsec_${Buffer.from(secret).toString("base64")}`;
}
