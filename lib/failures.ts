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

function isState(error: unknown, code: string): boolean {
  const cause = firstCause(error);
  return cause instanceof Error && "code" in cause && cause.code === code;
}
