import pino from "pino";
import { env } from "./env";

let logger: pino.Logger | undefined;

/** The log of this process: one JSON line per event. Ids and counts only; never a name, an address, a token or a body. */
export function log(): pino.Logger {
  // Written at once: a buffered line would be retried for ever when the reader of our output is gone.
  logger ??= pino({ level: env().LOG_LEVEL, base: undefined }, pino.destination({ sync: true }));
  return logger;
}
