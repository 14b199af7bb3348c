import { connect } from "@/db/client";
import { untilStopped } from "./stack/lifetime";
import { applyMigrations } from "./stack/migrations";
import { developedWeb, mailboxServer, reloadingWorker } from "./stack/parts";
import { startPostgres } from "./stack/postgres";
import { keptSecret } from "./stack/secrets";
import { childVariables, readStackSettings } from "./stack/settings";

await untilStopped(async ({ signal, onStop }) => {
  const settings = readStackSettings(process.env);
  const postgres = await startPostgres({ dataDir: settings.dataDir, signal });
  onStop(postgres.stop);
  const variables = childVariables(settings, {
    NODE_ENV: "development",
    APP_SECRET: await keptSecret(settings.dataDir, "app-secret"),
    DATABASE_URL: postgres.url,
  });
  await applyMigrations(postgres.url);
  signal.throwIfAborted();
  await sow(postgres.url, variables);
  signal.throwIfAborted();
  onStop(mailboxServer({ variables }).stop);
  onStop(reloadingWorker({ variables }).stop);
  onStop(developedWeb({ variables }).stop);
  console.log(`
  Site       http://localhost:${settings.port}
  Mailbox    http://localhost:${settings.mailboxPort}
  Database   ${postgres.url}
`);
});

async function sow(url: string, variables: NodeJS.ProcessEnv) {
  Object.assign(process.env, variables);
  try {
    const { seed } = await import("@/db/seed");
    const db = connect(url, 4);
    await seed(db, { now: new Date() });
    await db.$client.end();
  } catch (error) {
    console.error("Seed not there yet:", error);
  }
}
