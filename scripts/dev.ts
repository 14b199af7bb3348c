import { untilStopped } from "./stack/lifetime";
import { developedWeb, mailboxServer, reloadingWorker } from "./stack/parts";
import { readStackSettings } from "./stack/settings";
import { layGround } from "./stack/stack";
import { tellSteps } from "./stack/steps";

await untilStopped(async (lifetime) => {
  const settings = readStackSettings(process.env);
  const step = tellSteps(lifetime.signal);
  const variables = await layGround({ settings, mode: "development", lifetime, step });
  const say = (name: string, line: string) => console.log(`${name.padStart(8)} │ ${line}`);
  for (const part of [mailboxServer, reloadingWorker, developedWeb]) {
    lifetime.onStop(part({ variables, say, tell: say }).stop);
  }
  console.log(`
  Site       http://localhost:${settings.port}
  Mailbox    http://localhost:${settings.mailboxPort}
  Database   ${variables.DATABASE_URL}
`);
});
