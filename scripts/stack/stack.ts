import { mkdir } from "node:fs/promises";
import type { Lifetime } from "./lifetime";
import { applyMigrations } from "./migrations";
import { requireFreePorts } from "./ports";
import { startPostgres } from "./postgres";
import { readOrCreateSecret, readOrCreateWebhookSecret } from "./secrets";
import { seedDatabase } from "./seed-database";
import { childVariables, type StackSettings } from "./settings";
import type { reportSteps } from "./steps";

type Services = {
  settings: StackSettings;
  mode: "development" | "production";
  lifetime: Lifetime;
  step: ReturnType<typeof reportSteps>;
};

/** Checks the ports and starts a migrated and seeded database. Returns the environment of the stack's parts. */
export async function startServices({ settings, mode, lifetime, step }: Services) {
  await mkdir(settings.dataDir, { recursive: true });
  await requireFreePorts({ PORT: settings.port, MAILBOX_PORT: settings.mailboxPort });
  const postgres = await step(
    { doing: "Starting PostgreSQL", done: ({ port }) => `PostgreSQL 18 on port ${port}` },
    async () => {
      const started = await startPostgres({ dataDir: settings.dataDir, signal: lifetime.signal });
      lifetime.onStop(started.stop);
      return started;
    },
  );
  const variables = childVariables(settings, {
    NODE_ENV: mode,
    APP_SECRET: await readOrCreateSecret(settings.dataDir, "app-secret"),
    DATABASE_URL: postgres.url,
    RESEND_WEBHOOK_SECRET:
      process.env.RESEND_WEBHOOK_SECRET || (await readOrCreateWebhookSecret(settings.dataDir)),
  });
  await step({ doing: "Migrating", done: () => "Tables are up to date" }, () =>
    applyMigrations(postgres.url),
  );
  await step(
    {
      doing: "Setting up the sample newsroom",
      done: (seeded) =>
        seeded.outcome === "seeded"
          ? `Sample newsroom: ${seeded.articles} articles, ${seeded.signatures} signatures`
          : "Sample newsroom exists",
    },
    () => seedDatabase(postgres.url, variables),
  );
  return variables;
}
