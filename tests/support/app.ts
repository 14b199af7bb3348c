import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import getPort from "get-port";
import type { TestProject } from "vitest/node";
import { startMailbox } from "@/scripts/mailbox/server";
import { webhookUrl } from "@/scripts/mailbox/webhooks/sender";
import { ensureBuild } from "@/scripts/stack/build";
import { applyMigrations } from "@/scripts/stack/migrations";
import { startWeb, startWorker } from "@/scripts/stack/parts";
import { waitUntilReady } from "@/scripts/stack/readiness";
import { readOrCreateWebhookSecret } from "@/scripts/stack/secrets";
import { seedDatabase } from "@/scripts/stack/seed-database";
import { childVariables } from "@/scripts/stack/settings";
import { cloneDatabase, type TemporaryPostgres, temporaryPostgres } from "./postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** One stack for each vitest worker. A test reaches its own by `stack()`. */
    stacks: Stack[];
  }
}

/** A running site of its own: web, worker, database and mailbox. */
export type Stack = {
  dataDir: string;
  appUrl: string;
  mailboxUrl: string;
  databaseUrl: string;
  appSecret: string;
  webhookSecret: string;
};

/** All stacks share one key, because the seed in this process encrypts with it. */
const secret = randomBytes(32).toString("base64url");

const say = (name: string, line: string) => console.log(`${name.padStart(8)} │ ${line}`);

type Stop = () => Promise<unknown>;

/**
 * Builds the app unless it is built, and starts one stack for each vitest worker. Journeys of different workers
 * share neither figures nor mails nor rate limits. Their databases are copies of one seeded database.
 */
export default async function setup(project: TestProject) {
  const stops: Stop[] = [];
  const onStop = (stop: Stop) => stops.push(stop);
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    await ensureBuild();
    const postgres = await temporaryPostgres();
    onStop(postgres.stop);
    await applyMigrations(postgres.url);
    await seedDatabase(postgres.url, await seedVariables(postgres));
    const workers = Array.from({ length: project.config.maxWorkers }, (_, index) => `stack_${index + 1}`);
    const stacks = await Promise.all(workers.map((name) => startStack({ name, postgres, onStop })));
    project.provide("stacks", stacks);
  } catch (error) {
    await stopAll();
    throw error;
  }
  return stopAll;
}

/** The environment of the seed. Its ports are placeholders: nothing that is seeded depends on an address. */
async function seedVariables({ url, dataDir }: TemporaryPostgres) {
  const webhookSecret = await readOrCreateWebhookSecret(dataDir);
  return childVariables(
    { port: 3000, mailboxPort: 8025, dataDir },
    { NODE_ENV: "production", APP_SECRET: secret, DATABASE_URL: url, RESEND_WEBHOOK_SECRET: webhookSecret },
  );
}

type StackOptions = { name: string; postgres: TemporaryPostgres; onStop: (stop: Stop) => void };

async function startStack({ name, postgres, onStop }: StackOptions): Promise<Stack> {
  const dataDir = join(postgres.dataDir, name);
  await mkdir(dataDir);
  const databaseUrl = await cloneDatabase(postgres.url, name);
  const port = await getPort();
  const appUrl = `http://localhost:${port}`;
  const webhookSecret = await readOrCreateWebhookSecret(dataDir);
  const mailbox = await startMailbox({
    directory: join(dataDir, "mailbox"),
    port: await getPort(),
    webhooks: { url: webhookUrl(appUrl), secret: webhookSecret },
  });
  onStop(mailbox.stop);

  const settings = { port, mailboxPort: mailbox.port, dataDir };
  const variables = {
    ...childVariables(settings, {
      NODE_ENV: "production",
      APP_SECRET: secret,
      DATABASE_URL: databaseUrl,
      RESEND_WEBHOOK_SECRET: webhookSecret,
    }),
    LOG_LEVEL: "warn",
    // A journey has few people: the figures of a share link are shown from the first. Integration tests cover the default.
    SHARE_PRIVACY_MINIMUM: "1",
  };
  for (const start of [startWorker, startWeb]) onStop(start({ variables, onLine: say, onEvent: say }).stop);
  await waitUntilReady(`${appUrl}/api/health/ready`, new AbortController().signal);
  return { dataDir, appUrl, mailboxUrl: mailbox.url, databaseUrl, appSecret: secret, webhookSecret };
}
