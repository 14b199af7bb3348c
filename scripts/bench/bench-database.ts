import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import getPort from "get-port";
import type { Lifetime } from "../stack/lifetime";
import { applyMigrations } from "../stack/migrations";
import { startPostgres } from "../stack/postgres";
import { readOrCreateSecret, readOrCreateWebhookSecret } from "../stack/secrets";
import { seedDatabase } from "../stack/seed-database";
import { childVariables } from "../stack/settings";

/** The open campaign of the sample content. */
export const SAMPLE_CAMPAIGN = "stand-with-refugees";

/** Starts a database of its own with the sample content. */
export async function startBenchDatabase({ onStop, signal }: Lifetime) {
  const dataDir = await mkdtemp(join(tmpdir(), "groundswell-bench-"));
  onStop(() => rm(dataDir, { recursive: true, force: true }));
  await chmod(dataDir, 0o755);
  const postgres = await startPostgres({ dataDir, preferredPort: await getPort(), signal });
  onStop(postgres.stop);
  const mailboxPort = await getPort();
  const variables = childVariables(
    { port: await getPort(), mailboxPort, dataDir },
    {
      NODE_ENV: "production",
      APP_SECRET: await readOrCreateSecret(dataDir, "app-secret"),
      DATABASE_URL: postgres.url,
      RESEND_WEBHOOK_SECRET: await readOrCreateWebhookSecret(dataDir),
    },
  );
  await applyMigrations(postgres.url);
  await seedDatabase(postgres.url, variables);
  return { variables, mailboxPort, dataDir };
}
