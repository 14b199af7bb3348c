import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import getPort from "get-port";
import type { MailSummary } from "../mailbox/mail";
import { startMailbox } from "../mailbox/server";
import { webhookUrl } from "../mailbox/webhooks/sender";
import type { Child } from "../stack/child";
import type { Lifetime } from "../stack/lifetime";
import { applyMigrations } from "../stack/migrations";
import { startWeb, startWorker } from "../stack/parts";
import { waitUntilReady } from "../stack/readiness";
import { readOrCreateSecret, readOrCreateWebhookSecret } from "../stack/secrets";
import { seedDatabase } from "../stack/seed-database";
import { childVariables } from "../stack/settings";

const WEB_HOSTS = 2;
const WORKERS = 2;

export type Site = {
  webPorts: number[];
  webs: Child[];
  mailboxUrl: string;
  /** Stops and starts all web processes. */
  stopWebs: () => Promise<void>;
  startWebs: () => Promise<void>;
};

type SiteOptions = {
  directory: string;
  /** Where visitors reach the site: the port of nginx. */
  port: number;
  /** Of PgBouncer, and HAProxy's addresses of the primary and of the replica. */
  urls: { pooledUrl: string; directUrl: string; replicaUrl: string };
  onMail: (mail: MailSummary) => void;
  lifetime: Lifetime;
};

/** Migrates and seeds the database, and starts the mailbox, two web processes as of two hosts, and two workers. */
export async function startSite(options: SiteOptions): Promise<Site> {
  const { lifetime, urls, port, onMail } = options;
  const dataDir = join(options.directory, "site");
  await mkdir(dataDir);
  await chmod(dataDir, 0o755);
  const mailboxPort = await getPort();
  const webhookSecret = await readOrCreateWebhookSecret(dataDir);
  const variables = childVariables(
    { port, mailboxPort, dataDir },
    {
      NODE_ENV: "production",
      APP_SECRET: await readOrCreateSecret(dataDir, "app-secret"),
      DATABASE_URL: urls.directUrl,
      RESEND_WEBHOOK_SECRET: webhookSecret,
    },
  );
  await applyMigrations(urls.directUrl);
  await seedDatabase(urls.directUrl, variables);
  const mailbox = await startMailbox({
    directory: join(dataDir, "mailbox"),
    port: mailboxPort,
    onAccepted: [onMail],
    webhooks: { url: webhookUrl(`http://localhost:${port}`), secret: webhookSecret },
  });
  lifetime.onStop(mailbox.stop);
  const webPorts: number[] = [];
  for (let count = 0; count < WEB_HOSTS; count++) webPorts.push(await getPort());
  const webs = startWebsOf(webPorts, {
    ...variables,
    DATABASE_URL: urls.pooledUrl,
    DATABASE_POOL_MODE: "transaction",
    DATABASE_DIRECT_URL: urls.directUrl,
    DATABASE_REPLICA_URL: urls.replicaUrl,
  });
  lifetime.onStop(webs.stop);
  await webs.start(lifetime.signal);
  const worker = { variables: { ...variables, LOG_LEVEL: "warn" }, onLine: () => {}, onEvent: printEvent };
  for (let count = 0; count < WORKERS; count++) lifetime.onStop(startWorker(worker).stop);
  return {
    webPorts,
    webs: webs.running,
    mailboxUrl: mailbox.url,
    stopWebs: webs.stop,
    startWebs: () => webs.start(lifetime.signal),
  };
}

function startWebsOf(ports: number[], variables: NodeJS.ProcessEnv) {
  const running: Child[] = [];
  return {
    running,
    start: async (signal: AbortSignal) => {
      for (const port of ports) {
        const own = { ...variables, PORT: String(port), LOG_LEVEL: "warn" };
        running.push(startWeb({ variables: own, onLine: () => {}, onEvent: printEvent }));
      }
      for (const port of ports) await waitUntilReady(`http://localhost:${port}/api/health/ready`, signal);
    },
    stop: async () => {
      await Promise.all(running.splice(0).map((web) => web.stop()));
    },
  };
}

function printEvent(name: string, event: string) {
  console.error(`    ${name} ${event}`);
}
