import pino from "pino";
import { env } from "./env";

let logger: pino.Logger | undefined;

/** The log of this process: one JSON line per event. Ids and counts only; never a name, an address, a token or a body. */
export function log(): pino.Logger {
  logger ??= pino({ level: env().LOG_LEVEL, base: undefined });
  return logger;
}
