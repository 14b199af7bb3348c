import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { asOwner } from "@/db/app-role";
import { connect, type Database } from "@/db/client";

const CONNECTIONS = 10;

export type TestDatabase = {
  db: Database;
  /** The same as who owns the tables, for what the application may not: other tables, ended connections, VACUUM. */
  owner: Database;
  url: string;
  drop(): Promise<void>;
};

/**
 * An empty, migrated database of its own, on a real server. One per test file: called before anything
 * else, it is also the one that the product reaches through `db()`.
 */
export async function aDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const template = new URL(inject("templateUrl"));
  await onServer((sql) => sql`create database ${sql(name)} template ${sql(template.pathname.slice(1))}`);
  const url = Object.assign(new URL(template), { pathname: `/${name}` }).href;
  process.env.DATABASE_URL = url;
  const db = connect(url, CONNECTIONS);
  const owner = connect(asOwner(url), 2);
  const drop = async () => {
    await Promise.all([db, owner].map((pool) => pool.$client.end({ timeout: 1 })));
    await onServer((sql) => sql`drop database ${sql(name)} with (force)`);
  };
  return { db, owner, url, drop };
}

async function onServer(statement: (sql: postgres.Sql) => Promise<unknown>) {
  const maintenance = Object.assign(new URL(inject("templateUrl")), { pathname: "/postgres" });
  const sql = postgres(maintenance.href, { max: 1, onnotice: () => {} });
  await statement(sql);
  await sql.end();
}
