/**
 * Returns the innermost cause of an error. Do not log the errors that wrap it: Drizzle's contain the parameters of the
 * failed statement, including names and email addresses.
 */
export function firstCause(error: unknown): unknown {
  return error instanceof Error && error.cause ? firstCause(error.cause) : error;
}

/** Returns the stack trace of the innermost cause, for a log. */
export function traceOf(error: unknown): string {
  const cause = firstCause(error);
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

/** Whether a write violated a unique index (SQLSTATE 23505). */
export function isUniqueViolation(error: unknown): boolean {
  return isState(error, "23505");
}

/** Whether PostgreSQL cancelled a statement, for example at the statement timeout (SQLSTATE 57014). */
export function isCancelled(error: unknown): boolean {
  return isState(error, "57014");
}

/** The connection failed or was ended: SQLSTATE class 08, and a server that stops, crashed or starts (57P01 to 57P03). */
const LOST_CONNECTION =
  /^(08...|57P0[123]|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|CONNECTION_(CLOSED|ENDED|DESTROYED))$/;

/** Whether the connection to PostgreSQL was lost or refused. node-postgres reports some of these without a code. */
export function isLostConnection(error: unknown): boolean {
  const cause = firstCause(error);
  if (!(cause instanceof Error)) return false;
  if ("code" in cause && typeof cause.code === "string") return LOST_CONNECTION.test(cause.code);
  return /^(Connection terminated|Client has encountered a connection error)/.test(cause.message);
}

function isState(error: unknown, code: string): boolean {
  const cause = firstCause(error);
  return cause instanceof Error && "code" in cause && cause.code === code;
}
