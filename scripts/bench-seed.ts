import { chmod, mkdir } from "node:fs/promises";
import { z } from "zod";
import { defineCommand, parseOptions } from "./command-line";
import { type Lifetime, untilDone } from "./stack/lifetime";
import { applyMigrations } from "./stack/migrations";
import { startPostgres } from "./stack/postgres";
import { readOrCreateSecret } from "./stack/secrets";
import { seedDatabase } from "./stack/seed-database";
import { SEEDED_DATA_DIR } from "./stack/seeded-database";
import { childVariables } from "./stack/settings";
import { reportSteps } from "./stack/steps";

const command = defineCommand(
  "npm run bench:seed",
  `Adds one campaign with many signatures to the database of DATABASE_URL (with its APP_SECRET), or to a database of its own.
Use an empty or a test database: its tables are locked meanwhile.`,
)
  .option("--signatures <number>", "1,000 to 20,000,000", "50000")
  .option("--data-dir <folder>", "where its own database is, without DATABASE_URL", SEEDED_DATA_DIR);

const options = parseOptions(
  command,
  z.object({
    signatures: z.coerce.number().int().min(1_000).max(20_000_000),
    dataDir: z.string().min(1),
  }),
);

/** Trades durability for speed: the data can be generated again. */
const FAST_SETTINGS = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  wal_level: "minimal",
  max_wal_senders: 0,
  max_wal_size: "3GB",
  shared_buffers: "512MB",
};

await untilDone(async (lifetime) => {
  const step = reportSteps(lifetime.signal);
  const startedAt = performance.now();
  const { url, secret } = await openDatabase(lifetime);
  await step({ doing: "Migrating", done: () => "Tables are up to date" }, () => applyMigrations(url));
  await step({ doing: "Setting up the sample newsroom", done: () => "Sample newsroom is there" }, () =>
    seedDatabase(url, variablesFor(url, secret)),
  );
  // Imported late: the product reads the environment when it is loaded.
  const { seedSignatures } = await import("./bench-seed/seed-signatures");
  await seedSignatures({ url, signatures: options.signatures, now: new Date(), step });
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`\n  ${options.signatures.toLocaleString("en")} signatures in ${seconds} s`);
  console.log(`  Peak memory of this process: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  console.log(`\n  DATABASE_URL=${url}\n  APP_SECRET=${secret}`);
  console.log("\n  Measure it with `npm run bench -- --dashboard` and `npm run bench -- --export`.\n");
});

async function openDatabase(lifetime: Lifetime) {
  const { DATABASE_URL: url, APP_SECRET: secret } = process.env;
  if (url && secret) return { url, secret };
  if (url) throw new Error("APP_SECRET is not set: addresses are encrypted with it.");
  const { dataDir } = options;
  await mkdir(dataDir, { recursive: true });
  await chmod(dataDir, 0o755);
  const server = await startPostgres({ dataDir, settings: FAST_SETTINGS, signal: lifetime.signal });
  lifetime.onStop(server.stop);
  return { url: server.url, secret: await readOrCreateSecret(dataDir, "app-secret") };
}

function variablesFor(url: string, secret: string) {
  return childVariables(
    { port: 3000, mailboxPort: 8025, dataDir: "." },
    { NODE_ENV: "production", APP_SECRET: secret, DATABASE_URL: url, RESEND_WEBHOOK_SECRET: "" },
  );
}
