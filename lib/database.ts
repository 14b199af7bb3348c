import type { Database } from "@/db/client";
import { connect } from "@/db/client";
import { env } from "@/lib/env";
import { perProcess } from "../db/singleton";

/** The connection pool of this process, opened on first use. */
export const db = perProcess(
  "database",
  (): Database => connect(env().DATABASE_URL, env().DATABASE_CONNECTIONS),
);
