import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import getPort from "get-port";
import type { FaultPlan } from "../mailbox/faults";
import type { MailSummary } from "../mailbox/mail";
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

export type WebHost = { url: string; port: number; web: Child };

type FaultEnvironment = {
  /** Where readers reach the site. */
  appUrl: string;
  mailboxUrl: string;
  databaseUrl: string;
  /** The folder of the database's files. */
  databaseFolder: string;
  crashDatabase: () => Promise<void>;
  /** Stops the database without restarting it. */
  stopDatabase: () => Promise<void>;
  /** The first of the hosts. */
  web: Child;
  hosts: WebHost[];
  /** The environment variables of a worker. */
  variables: NodeJS.ProcessEnv;
  /** The accepted mails, in order. */
  mails: AcceptedMail[];
};

/** How the parts reach each other, where it is not directly. */
type Setup = {
  /** The number of web processes. With more than one, something of the caller's listens at `appUrl` before them. */
  hosts?: number;
  /** Makes the folder in which the database gets its own. */
  databaseIn?: (dataDir: string) => Promise<string>;
  databaseSettings?: Record<string, string>;
  /** Returns the address by which web and worker reach the database. */
  databaseVia?: (databaseUrl: string) => Promise<string>;
  /** Further environment variables of web and worker. */
  variables?: Record<string, string>;
  onMail?: (mail: MailSummary) => void;
};

type Options = {
  faults: FaultPlan;
  lifetime: Lifetime;
  step: ReturnType<typeof reportSteps>;
  /** Receives the unexpected exits of a process. */
  onEvent: (name: string, event: string) => void;
  setup?: Setup;
};

/** Starts the built site in production mode with its own durable database and a mailbox with the provider's rate limit, but no worker. */
export async function startFaultEnvironment({
  faults,
  lifetime,
  step,
  onEvent,
  setup = {},
}: Options): Promise<FaultEnvironment> {
  const { signal, onStop } = lifetime;
  await step({ doing: "Building the site", done: () => "Site is built" }, () => ensureBuild({ signal }));
  const dataDir = await mkdtemp(join(tmpdir(), "groundswell-faults-"));
  onStop(() => rm(dataDir, { recursive: true, force: true }));
  await chmod(dataDir, 0o755);
  return step(
    { doing: "Starting database, mailbox and web", done: () => "Database, mailbox and web are running" },
    () => start(dataDir, { faults, lifetime, onEvent, setup }),
  );
}

type Starting = Required<Omit<Options, "step">>;

async function start(
  dataDir: string,
  { faults, lifetime, onEvent, setup }: Starting,
): Promise<FaultEnvironment> {
  const { signal, onStop } = lifetime;
  const folder = (await setup.databaseIn?.(dataDir)) ?? dataDir;
  const postgres = await startPostgres({
    dataDir: folder,
    preferredPort: await getPort(),
    ...(setup.databaseSettings && { settings: setup.databaseSettings }),
    signal,
  });
  onStop(postgres.stop);
  const settings = { port: await getPort(), mailboxPort: await getPort(), dataDir };
  const webhookSecret = await readOrCreateWebhookSecret(dataDir);
  const own = {
    NODE_ENV: "production" as const,
    APP_SECRET: await readOrCreateSecret(dataDir, "app-secret"),
    RESEND_WEBHOOK_SECRET: webhookSecret,
  };
  await applyMigrations(postgres.url);
  await seedDatabase(postgres.url, childVariables(settings, { ...own, DATABASE_URL: postgres.url }));
  const reachedAt = (await setup.databaseVia?.(postgres.url)) ?? postgres.url;
  const variables = { ...childVariables(settings, { ...own, DATABASE_URL: reachedAt }), ...setup.variables };

  const appUrl = `http://localhost:${settings.port}`;
  const mails: AcceptedMail[] = [];
  const mailbox = await startMailbox({
    directory: join(dataDir, "mailbox"),
    port: settings.mailboxPort,
    perSecond: CALLS_PER_SECOND,
    faults,
    onAccepted: [(mail) => mails.push(acceptedMail(mail)), ...(setup.onMail ? [setup.onMail] : [])],
    webhooks: { url: webhookUrl(appUrl), secret: webhookSecret },
  });
  onStop(mailbox.stop);
  const ports = setup.hosts
    ? await Promise.all(Array.from({ length: setup.hosts }, () => getPort()))
    : [settings.port];
  const hosts = await Promise.all(ports.map((port) => startHost(port, { variables, lifetime, onEvent })));
  const [first] = hosts;
  if (!first) throw new Error("there is no web process");
  return {
    appUrl,
    mailboxUrl: mailbox.url,
    databaseUrl: postgres.url,
    databaseFolder: join(folder, "postgres"),
    crashDatabase: postgres.crash,
    stopDatabase: postgres.stop,
    web: first.web,
    hosts,
    variables,
    mails,
  };
}

type HostOptions = Pick<Starting, "lifetime" | "onEvent"> & { variables: NodeJS.ProcessEnv };

async function startHost(port: number, { variables, lifetime, onEvent }: HostOptions): Promise<WebHost> {
  const web = startWeb({
    variables: { ...variables, PORT: String(port), LOG_LEVEL: "warn" },
    onLine: () => {},
    onEvent,
  });
  lifetime.onStop(web.stop);
  const url = `http://localhost:${port}`;
  await waitUntilReady(`${url}/api/health/ready`, lifetime.signal);
  return { url, port, web };
}
