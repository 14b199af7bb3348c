import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import getPort from "get-port";
import type { FaultPlan } from "../mailbox/faults";
import { startMailbox } from "../mailbox/server";
import { webhookUrl } from "../mailbox/webhooks/sender";
import { ensureBuild } from "../stack/build";
import type { Child } from "../stack/child";
import type { Lifetime } from "../stack/lifetime";
import { applyMigrations } from "../stack/migrations";
import { startWeb } from "../stack/parts";
import { startPostgres } from "../stack/postgres";
import { waitUntilReady } from "../stack/readiness";
import { readOrCreateSecret, readOrCreateWebhookSecret } from "../stack/secrets";
import { seedDatabase } from "../stack/seed-database";
import { childVariables } from "../stack/settings";
import type { reportSteps } from "../stack/steps";
import { type AcceptedMail, acceptedMail } from "./evidence";

/** Resend's default limit. */
const CALLS_PER_SECOND = 5;

type FaultEnvironment = {
  appUrl: string;
  mailboxUrl: string;
  databaseUrl: string;
  crashDatabase: () => Promise<void>;
  /** Stops the database without restarting it. */
  stopDatabase: () => Promise<void>;
  web: Child;
  /** The environment variables of a worker. */
  variables: NodeJS.ProcessEnv;
  /** The accepted mails, in order. */
  mails: AcceptedMail[];
};

type Options = {
  faults: FaultPlan;
  lifetime: Lifetime;
  step: ReturnType<typeof reportSteps>;
  /** Receives the unexpected exits of a process. */
  onEvent: (name: string, event: string) => void;
};

/** Starts the built site in production mode with its own durable database and a mailbox with the provider's rate limit, but no worker. */
export async function startFaultEnvironment({
  faults,
  lifetime,
  step,
  onEvent,
}: Options): Promise<FaultEnvironment> {
  const { signal, onStop } = lifetime;
  await step({ doing: "Building the site", done: () => "Site is built" }, () => ensureBuild({ signal }));
  const dataDir = await mkdtemp(join(tmpdir(), "groundswell-faults-"));
  onStop(() => rm(dataDir, { recursive: true, force: true }));
  await chmod(dataDir, 0o755);
  return step(
    { doing: "Starting database, mailbox and web", done: () => "Database, mailbox and web are running" },
    () => start(dataDir, { faults, lifetime, onEvent }),
  );
}

async function start(
  dataDir: string,
  { faults, lifetime, onEvent }: Omit<Options, "step">,
): Promise<FaultEnvironment> {
  const { signal, onStop } = lifetime;
  const postgres = await startPostgres({ dataDir, preferredPort: await getPort(), signal });
  onStop(postgres.stop);
  const settings = { port: await getPort(), mailboxPort: await getPort(), dataDir };
  const webhookSecret = await readOrCreateWebhookSecret(dataDir);
  const variables = childVariables(settings, {
    NODE_ENV: "production",
    APP_SECRET: await readOrCreateSecret(dataDir, "app-secret"),
    DATABASE_URL: postgres.url,
    RESEND_WEBHOOK_SECRET: webhookSecret,
  });
  await applyMigrations(postgres.url);
  await seedDatabase(postgres.url, variables);

  const appUrl = `http://localhost:${settings.port}`;
  const mails: AcceptedMail[] = [];
  const mailbox = await startMailbox({
    directory: join(dataDir, "mailbox"),
    port: settings.mailboxPort,
    perSecond: CALLS_PER_SECOND,
    faults,
    onAccepted: [(mail) => mails.push(acceptedMail(mail))],
    webhooks: { url: webhookUrl(appUrl), secret: webhookSecret },
  });
  onStop(mailbox.stop);
  const web = startWeb({
    variables: { ...variables, LOG_LEVEL: "warn" },
    onLine: () => {},
    onEvent,
  });
  onStop(web.stop);
  await waitUntilReady(`${appUrl}/api/health/ready`, signal);
  return {
    appUrl,
    mailboxUrl: mailbox.url,
    databaseUrl: postgres.url,
    crashDatabase: postgres.crash,
    stopDatabase: postgres.stop,
    web,
    variables,
    mails,
  };
}
