import { createWriteStream } from "node:fs";
import { join, relative } from "node:path";
import { defineCommand } from "./command-line";
import { ensureBuild } from "./stack/build";
import { type Lifetime, untilStopped } from "./stack/lifetime";
import { startMailboxServer, startWeb, startWorker } from "./stack/parts";
import { waitUntilReady } from "./stack/readiness";
import { readStackSettings, type StackSettings } from "./stack/settings";
import { startServices } from "./stack/stack";
import { reportSteps } from "./stack/steps";

defineCommand(
  "npm run demo",
  `Builds the site and starts it with a database, the mailbox, the worker and the sample newsroom. Ctrl-C stops everything.

Environment: PORT (3000), MAILBOX_PORT (8025), DATA_DIR (.data).`,
).parse();

await untilStopped(async (lifetime) => {
  const settings = readStackSettings(process.env);
  const step = reportSteps(lifetime.signal);
  console.log("\n  Groundswell\n");
  const variables = await startServices({ settings, mode: "production", lifetime, step });
  await step(
    {
      doing: "Building the site (a minute or two, the first time)",
      done: (outcome) => (outcome === "built" ? "Site is built" : "Site is built already"),
    },
    () => ensureBuild({ signal: lifetime.signal }),
  );
  await step(
    { doing: "Starting mailbox, worker and web", done: () => "Mailbox, worker and web are running" },
    () => startProcesses({ settings, variables, lifetime }),
  );
  console.log(addresses(settings));
});

type Start = { settings: StackSettings; variables: NodeJS.ProcessEnv; lifetime: Lifetime };

async function startProcesses({ settings, variables, lifetime }: Start) {
  const log = createWriteStream(logFile(settings), { flags: "a", mode: 0o600 });
  const onLine = (name: string, line: string) => log.write(`${name.padStart(8)} │ ${line}\n`);
  const onEvent = (name: string, event: string) => {
    onLine(name, event);
    console.log(`  ${name} ${event}. See ${relative(process.cwd(), logFile(settings))}`);
  };
  for (const start of [startMailboxServer, startWorker, startWeb])
    lifetime.onStop(start({ variables, onLine, onEvent }).stop);
  await waitUntilReady(`http://127.0.0.1:${settings.mailboxPort}/mails`, lifetime.signal);
  await waitUntilReady(`http://127.0.0.1:${settings.port}/api/health/ready`, lifetime.signal);
}

function logFile({ dataDir }: StackSettings): string {
  return join(dataDir, "demo.log");
}

function addresses(settings: StackSettings): string {
  const site = `http://localhost:${settings.port}`;
  return `
  Read an article     ${site}/en/articles/us-leaves-migration-compact-talks
  The front page      ${site}
  The mailbox         http://localhost:${settings.mailboxPort}
  For staff           ${site}/en/staff   (sign in as owner@example.org; the link is sent to the mailbox)

  Data and log are in ${relative(process.cwd(), settings.dataDir) || settings.dataDir}. Ctrl-C stops everything; the data stays.
`;
}
