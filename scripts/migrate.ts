import { applyMigrations } from "./stack/migrations";

const url = process.env.DATABASE_URL;
if (!url) {
  console.error(
    "DATABASE_URL is not set. It says which PostgreSQL (15 or later) to migrate, for example\n" +
      "  DATABASE_URL=postgres://groundswell:secret@localhost:5432/groundswell npm run db:migrate",
  );
  process.exit(1);
}
await applyMigrations(url);
console.log("The database is up to date.");
