import { fileURLToPath } from "node:url";
import { env } from "@/lib/env";
import { keepProcesses } from "./cluster/keep-processes";

/**
 * Serves the site on one port: `node --import tsx server/start-web.ts PORT [HOSTNAME]`. `WEB_CONCURRENCY` processes share it; with one,
 * which is the default, this is the process that serves. Under `NODE_ENV=development` there is always one.
 */
const { NODE_ENV, WEB_CONCURRENCY } = env();
if (WEB_CONCURRENCY > 1 && NODE_ENV !== "development") {
  const exec = fileURLToPath(new URL("./web-server.ts", import.meta.url));
  keepProcesses({ exec, args: process.argv.slice(2), count: WEB_CONCURRENCY });
} else await import("./web-server");
