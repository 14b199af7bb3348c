import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import getPort from "get-port";
import type { TestProject } from "vitest/node";
import { connect } from "@/db/client";
import { startMailbox } from "@/scripts/mailbox/server";
import { applyMigrations } from "@/scripts/stack/migrations";
import { builtWeb, workerOnce } from "@/scripts/stack/parts";
import { run } from "@/scripts/stack/run";
import { childVariables } from "@/scripts/stack/settings";
import { temporaryPostgres } from "./postgres";

declare module "vitest" {
  interface ProvidedContext {
    appUrl: string;
    mailboxUrl: string;
    databaseUrl: string;
  }
}

const READY_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 200;

type Stop = () => Promise<unknown>;

/** Builds the app unless it is built, and runs all of it once for all journeys: database, mailbox, web and worker. */
export default async function setup(project: TestProject) {
  const stops: Stop[] = [];
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    await start(project, (stop) => stops.push(stop));
  } catch (error) {
    await stopAll();
    throw error;
  }
  return stopAll;
}

async function start(project: TestProject, onStop: (stop: Stop) => void) {
  await run(["npm", "run", "build"]);
  const database = await temporaryPostgres();
  onStop(database.stop);
  const mailbox = await startMailbox({ directory: join(database.dataDir, "mailbox"), port: await getPort() });
  onStop(mailbox.stop);

  const settings = { port: await getPort(), mailboxPort: mailbox.port, dataDir: database.dataDir };
  const secret = randomBytes(32).toString("base64url");
  const variables = {
    ...childVariables(settings, { NODE_ENV: "production", APP_SECRET: secret, DATABASE_URL: database.url }),
    LOG_LEVEL: "warn",
  };
  await applyMigrations(database.url);
  await sow(database.url, variables);
  onStop(workerOnce({ variables }).stop);
  onStop(builtWeb({ variables }).stop);

  const appUrl = `http://localhost:${settings.port}`;
  await untilReady(appUrl);
  project.provide("appUrl", appUrl);
  project.provide("mailboxUrl", mailbox.url);
  project.provide("databaseUrl", database.url);
}

/** The sample newsroom. Addresses are sealed under the app's secret, so it is sown with the app's environment. */
async function sow(url: string, variables: NodeJS.ProcessEnv) {
  Object.assign(process.env, variables);
  const { seed } = await import("@/db/seed");
  const db = connect(url, 4);
  await seed(db, { now: new Date() });
  await db.$client.end();
}

async function untilReady(appUrl: string) {
  const deadline = Date.now() + READY_WITHIN_MS;
  let said = "nothing";
  while (Date.now() < deadline) {
    try {
      const answer = await fetch(`${appUrl}/api/health/ready`);
      if (answer.ok) return;
      said = `${answer.status} ${await answer.text()}`;
    } catch (error) {
      said = String(error);
    }
    await sleep(ASK_EVERY_MS);
  }
  throw new Error(`The app was not ready within ${READY_WITHIN_MS / 1000} s. It last said: ${said}`);
}
