import { untilStopped } from "./stack/lifetime";
import { startDevelopmentWeb, startMailboxServer, startReloadingWorker } from "./stack/parts";
import { readStackSettings } from "./stack/settings";
import { startServices } from "./stack/stack";
import { reportSteps } from "./stack/steps";

await untilStopped(async (lifetime) => {
  const settings = readStackSettings(process.env);
  const step = reportSteps(lifetime.signal);
  const variables = await startServices({ settings, mode: "development", lifetime, step });
  const say = (name: string, line: string) => console.log(`${name.padStart(8)} │ ${line}`);
  for (const part of [startMailboxServer, startReloadingWorker, startDevelopmentWeb]) {
    lifetime.onStop(part({ variables, onLine: say, onEvent: say }).stop);
  }
  console.log(`
  Site       http://localhost:${settings.port}
  Mailbox    http://localhost:${settings.mailboxPort}
  Database   ${variables.DATABASE_URL}
`);
});
