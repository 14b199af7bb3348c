import { afterAll } from "vitest";
import { connect, type Database } from "@/db/client";
import { stack } from "./stack";

const CONNECTIONS = 2;

let opened: Database | undefined;
afterAll(() => opened?.$client.end());

/** Connects to the running app's database. Also sets the app's secret and URL in this process, so that it can create and read the app's tokens. */
export function appDatabase(): Database {
  Object.assign(process.env, { APP_SECRET: stack().appSecret, APP_URL: stack().appUrl });
  opened ??= connect(stack().databaseUrl, CONNECTIONS);
  return opened;
}
