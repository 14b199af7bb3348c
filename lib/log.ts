import pino from "pino";
import { env } from "./env";

let logger: pino.Logger | undefined;

/** Returns the logger of this process: one JSON line per event. Log ids and counts only; never a name, address, token or body. */
export function log(): pino.Logger {
  // Synchronous: pino would retry a buffered line forever once stdout is closed.
  logger ??= pino({ level: env().LOG_LEVEL, base: undefined }, pino.destination({ sync: true }));
  return logger;
}
