import { temporaryPostgres } from "@/tests/support/postgres";
import { applyMigrations } from "@/scripts/stack/migrations";
import { run } from "graphile-worker";
import postgres from "postgres";
const { url, stop } = await temporaryPostgres();
await applyMigrations(url);
const sql = postgres(url, { max: 1 });
if (process.argv[2] === "table") await sql`alter table graphile_worker._private_known_crontabs rename to gone`;
process.on("unhandledRejection", (e) => console.log("UNHANDLED REJECTION", String(e)));
process.on("uncaughtException", (e) => console.log("UNCAUGHT", String(e)));
const runner = await run({ connectionString: url, maxPoolSize: 3, concurrency: 1, noHandleSignals: true, taskList: { a: async () => {} }, crontab: "* * * * * a" });
const p = runner.promise.then(() => console.log("ended"), (e) => console.log("REJECTED", String(e)));
if (process.argv[2] === "idle") { await new Promise(r => setTimeout(r, 500)); runner.stop(); await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`; }
await p; await new Promise(r => setTimeout(r, 1000));
await sql.end(); await stop(); process.exit(0);
