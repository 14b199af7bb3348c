import { join } from "node:path";
import { readStackSettings } from "../stack/settings";
import { startMailbox } from "./server";

const { dataDir, mailboxHost, mailboxPort } = readStackSettings(process.env);
const perSecond = Number(process.env.MAILBOX_PER_SECOND) || undefined;
const mailbox = await startMailbox({
  directory: join(dataDir, "mailbox"),
  host: mailboxHost,
  port: mailboxPort,
  perSecond,
});
console.log(`Mails arrive at http://localhost:${mailbox.port}`);

async function stop() {
  await mailbox.stop();
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
