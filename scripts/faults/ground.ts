import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import getPort from "get-port";
import type { FaultPlan } from "../mailbox/faults";
import { startMailbox } from "../mailbox/server";
import { webhookUrl } from "../mailbox/webhooks/sender";
import { ensureBuild } from "../stack/build";
import type { Lifetime } from "../stack/lifetime";
import { builtWeb } from "../stack/parts";
import { answering } from "../stack/readiness";
import { layGround } from "../stack/stack";
import type { tellSteps } from "../stack/steps";
import { type AcceptedMail, acceptedMail } from "./evidence";

/** What Resend lets a team do by default. */
const CALLS_PER_SECOND = 5;

export type Ground = {
  appUrl: string;
  mailboxUrl: string;
  databaseUrl: string;
  /** The environment of a worker. */
  variables: NodeJS.ProcessEnv;
  /** Every mail that the mailbox accepted, in order. */
  mails: AcceptedMail[];
};

type Options = { faults: FaultPlan; lifetime: Lifetime; step: ReturnType<typeof tellSteps> };

/** The built site in production mode on a durable database of its own, with a mailbox at the provider's pace; no worker yet. */
export async function groundUnderFaults({ faults, lifetime, step }: Options): Promise<Ground> {
  await step({ doing: "Building the site", told: () => "Site is built" }, () =>
    ensureBuild({ signal: lifetime.signal }),
  );
  const dataDir = await mkdtemp(join(tmpdir(), "groundswell-faults-"));
  lifetime.onStop(() => rm(dataDir, { recursive: true, force: true }));
  await chmod(dataDir, 0o755);
  const settings = { port: await getPort(), mailboxPort: await getPort(), dataDir };
  const variables = await layGround({ settings, mode: "production", lifetime, step });
  const appUrl = `http://localhost:${settings.port}`;
  const mails: AcceptedMail[] = [];
  const mailbox = await startMailbox({
    directory: join(dataDir, "mailbox"),
    port: settings.mailboxPort,
    perSecond: CALLS_PER_SECOND,
    faults,
    onAccepted: [(mail) => mails.push(acceptedMail(mail))],
    webhooks: { url: webhookUrl(appUrl), secret: variables.RESEND_WEBHOOK_SECRET ?? "" },
  });
  lifetime.onStop(mailbox.stop);
  const tell = (name: string, line: string) => console.error(`${name}: ${line}`);
  lifetime.onStop(builtWeb({ variables: { ...variables, LOG_LEVEL: "warn" }, say: () => {}, tell }).stop);
  await answering(`${appUrl}/api/health/ready`, lifetime.signal);
  return { appUrl, mailboxUrl: mailbox.url, databaseUrl: variables.DATABASE_URL ?? "", variables, mails };
}
