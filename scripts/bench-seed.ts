import { chmod, mkdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { type Lifetime, untilDone } from "./stack/lifetime";
import { applyMigrations } from "./stack/migrations";
import { startPostgres } from "./stack/postgres";
import { readOrCreateSecret } from "./stack/secrets";
import { seedDatabase } from "./stack/seed-database";
import { childVariables } from "./stack/settings";
import { reportSteps } from "./stack/steps";

const USAGE = `Usage: npm run bench:seed -- --signatures 5000000 [--data-dir .data/bench]
Fills the database of DATABASE_URL (with its APP_SECRET), or else one of its own below --data-dir.`;

const command = z.object({
  signatures: z.coerce.number().int().min(1_000).max(20_000_000).default(50_000),
  "data-dir": z.string().min(1).default(".data/bench"),
});

/** Nobody minds when a crash of the machine ruins what can be made again. */
const HASTY = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  wal_level: "minimal",
  max_wal_senders: 0,
  max_wal_size: "3GB",
  shared_buffers: "512MB",
};

await untilDone(async (lifetime) => {
  const asked = command.safeParse(
    parseArgs({ options: { signatures: { type: "string" }, "data-dir": { type: "string" } } }).values,
  );
  if (!asked.success) throw new Error(USAGE);
  const step = reportSteps(lifetime.signal);
  const began = performance.now();
  const { url, secret } = await databaseToFill(asked.data["data-dir"], lifetime);
  await step({ doing: "Migrating", told: () => "Tables are up to date" }, () => applyMigrations(url));
  await step({ doing: "Setting up the sample newsroom", told: () => "Sample newsroom is there" }, () =>
    seedDatabase(url, variablesFor(url, secret)),
  );
  // The product reads its environment when it is loaded, so it is loaded only now.
  const { seedSignatures } = await import("./bench-seed/crowd");
  await seedSignatures({ url, signatures: asked.data.signatures, now: new Date(), step });
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`\n  ${asked.data.signatures.toLocaleString("en")} signatures in ${seconds} s`);
  console.log(
    `  Memory of this process at its most: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
  console.log(`\n  DATABASE_URL=${url}\n  APP_SECRET=${secret}\n`);
});

async function databaseToFill(dataDir: string, lifetime: Lifetime) {
  const { DATABASE_URL: url, APP_SECRET: secret } = process.env;
  if (url && secret) return { url, secret };
  if (url) throw new Error("APP_SECRET is not set: addresses are sealed with it.");
  await mkdir(dataDir, { recursive: true });
  await chmod(dataDir, 0o755);
  const server = await startPostgres({ dataDir, settings: HASTY, signal: lifetime.signal });
  lifetime.onStop(server.stop);
  return { url: server.url, secret: await readOrCreateSecret(dataDir, "app-secret") };
}

function variablesFor(url: string, secret: string) {
  return childVariables(
    { port: 3000, mailboxPort: 8025, dataDir: "." },
    { NODE_ENV: "production", APP_SECRET: secret, DATABASE_URL: url, RESEND_WEBHOOK_SECRET: "" },
  );
}
