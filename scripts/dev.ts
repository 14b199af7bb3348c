import { defineCommand } from "./command-line";
import { untilStopped } from "./stack/lifetime";
import { startMailboxServer, startReloadingWeb, startReloadingWorker } from "./stack/parts";
import { readStackSettings } from "./stack/settings";
import { startServices } from "./stack/stack";
import { reportSteps } from "./stack/steps";

defineCommand(
  "npm run dev",
  `Starts the site with hot reload, a database, the mailbox, the worker and the sample newsroom. Ctrl-C stops everything.

Environment: PORT (3000), MAILBOX_PORT (8025), DATA_DIR (.data).`,
).parse();

await untilStopped(async (lifetime) => {
  const settings = readStackSettings(process.env);
  const step = reportSteps(lifetime.signal);
  const variables = await startServices({ settings, mode: "development", lifetime, step });
  const print = (name: string, line: string) => console.log(`${name.padStart(8)} │ ${line}`);
  for (const start of [startMailboxServer, startReloadingWorker, startReloadingWeb])
    lifetime.onStop(start({ variables, onLine: print, onEvent: print }).stop);
  console.log(`
  Site       http://localhost:${settings.port}
  Mailbox    http://localhost:${settings.mailboxPort}
  Database   ${variables.DATABASE_URL}
`);
});
