import { afterAll } from "vitest";
import { connect, type Database } from "@/db/client";
import { stack } from "./stack";

const CONNECTIONS = 2;

let opened: Database | undefined;
afterAll(() => opened?.$client.end());

/** The running app's database. This process gets the app's keys with it, so that it can make and open what the app seals. */
export function appDatabase(): Database {
  Object.assign(process.env, { APP_SECRET: stack().appSecret, APP_URL: stack().appUrl });
  opened ??= connect(stack().databaseUrl, CONNECTIONS);
  return opened;
}
