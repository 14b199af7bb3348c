import { defineCommand, reportFailure, requireDirectDatabaseUrl } from "./command-line";
import { applyMigrations } from "./stack/migrations";

defineCommand(
  "npm run db:migrate",
  "Migrates the database of DATABASE_DIRECT_URL, else DATABASE_URL. Repeating it changes nothing.",
).parse();

async function migrate() {
  await applyMigrations(requireDirectDatabaseUrl());
  console.log("The database is up to date.");
}

await migrate().catch(reportFailure);
