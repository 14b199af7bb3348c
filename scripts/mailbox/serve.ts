import { join } from "node:path";
import { readStackSettings } from "../stack/settings";
import { startMailbox } from "./server";
import { webhookUrl } from "./webhooks/sender";

const { dataDir, mailboxHost, mailboxPort } = readStackSettings(process.env);
const { MAILBOX_PER_SECOND, APP_URL, RESEND_WEBHOOK_SECRET: secret } = process.env;
const mailbox = await startMailbox({
  directory: join(dataDir, "mailbox"),
  host: mailboxHost,
  port: mailboxPort,
  perSecond: Number(MAILBOX_PER_SECOND) || undefined,
  webhooks: APP_URL && secret ? { url: webhookUrl(APP_URL), secret } : undefined,
});
console.log(`Mailbox: http://localhost:${mailbox.port}`);

async function stop() {
  await mailbox.stop();
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
