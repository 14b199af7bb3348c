import { randomBytes } from "node:crypto";
import { join } from "node:path";
import getPort from "get-port";
import type { TestProject } from "vitest/node";
import { startMailbox } from "@/scripts/mailbox/server";
import { webhookUrl } from "@/scripts/mailbox/webhooks/sender";
import { ensureBuild } from "@/scripts/stack/build";
import { applyMigrations } from "@/scripts/stack/migrations";
import { startBuiltWeb, startWorker } from "@/scripts/stack/parts";
import { waitUntilReady } from "@/scripts/stack/readiness";
import { readOrCreateWebhookSecret } from "@/scripts/stack/secrets";
import { seedDatabase } from "@/scripts/stack/seed-database";
import { childVariables } from "@/scripts/stack/settings";
import { temporaryPostgres } from "./postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** One stack for each vitest worker. A test reaches its own by `stack()`. */
    stacks: Stack[];
  }
}

/** A running site of its own: web, worker, database and mailbox. */
export type Stack = {
  appUrl: string;
  mailboxUrl: string;
  databaseUrl: string;
  appSecret: string;
  webhookSecret: string;
};

/** One for all stacks of the run: a process reads its settings once, so the seed knows only one. */
const secret = randomBytes(32).toString("base64url");

const say = (name: string, line: string) => console.log(`${name.padStart(8)} │ ${line}`);

type Stop = () => Promise<unknown>;

/**
 * Builds the app unless it is built, and starts one stack for each vitest worker. Journeys of different workers
 * share neither figures nor mails nor rate limits.
 */
export default async function setup(project: TestProject) {
  const stops: Stop[] = [];
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    await ensureBuild();
    const stacks: Stack[] = [];
    // One after another: the seed passes its settings through this process's environment.
    while (stacks.length < project.vitest.config.maxWorkers)
      stacks.push(await startStack((stop) => stops.push(stop)));
    project.provide("stacks", stacks);
  } catch (error) {
    await stopAll();
    throw error;
  }
  return stopAll;
}

async function startStack(onStop: (stop: Stop) => void): Promise<Stack> {
  const database = await temporaryPostgres();
  onStop(database.stop);
  const port = await getPort();
  const appUrl = `http://localhost:${port}`;
  const webhookSecret = await readOrCreateWebhookSecret(database.dataDir);
  const mailbox = await startMailbox({
    directory: join(database.dataDir, "mailbox"),
    port: await getPort(),
    webhooks: { url: webhookUrl(appUrl), secret: webhookSecret },
  });
  onStop(mailbox.stop);

  const settings = { port, mailboxPort: mailbox.port, dataDir: database.dataDir };
  const variables = {
    ...childVariables(settings, {
      NODE_ENV: "production",
      APP_SECRET: secret,
      DATABASE_URL: database.url,
      RESEND_WEBHOOK_SECRET: webhookSecret,
    }),
    LOG_LEVEL: "warn",
  };
  // A journey's people are few: what a share did is shown from the first on. What is hidden by default, integration tests show.
  const served = { ...variables, SHARE_PRIVACY_MINIMUM: "1" };
  await applyMigrations(database.url);
  await seedDatabase(database.url, variables);
  for (const part of [startWorker, startBuiltWeb]) onStop(part({ variables: served, onLine: say, onEvent: say }).stop);

  await waitUntilReady(`${appUrl}/api/health/ready`, new AbortController().signal);
  return { appUrl, mailboxUrl: mailbox.url, databaseUrl: database.url, appSecret: secret, webhookSecret };
}
