import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { asOwner } from "@/db/app-role";
import { connect, type Database } from "@/db/client";
import { cloneDatabase, dropDatabase } from "./postgres";

const CONNECTIONS = 10;

export type TestDatabase = {
  db: Database;
  /** Connects as the owner of the tables, for what the app's role may not do: create tables, end connections, VACUUM. */
  owner: Database;
  url: string;
  drop(): Promise<void>;
};

/**
 * Creates an empty, migrated database on a real server. Call it once per test file, before anything else: it also
 * becomes the database that the product reaches through `db()`.
 */
export async function aDatabase(): Promise<TestDatabase> {
  const url = await cloneDatabase(inject("templateUrl"), `test_${randomBytes(8).toString("hex")}`);
  process.env.DATABASE_URL = url;
  const db = connect(url, CONNECTIONS);
  const owner = connect(asOwner(url), 2);
  const drop = async () => {
    await Promise.all([db, owner].map((pool) => pool.$client.end({ timeout: 1 })));
    await dropDatabase(url);
  };
  return { db, owner, url, drop };
}
