/**
 * What went wrong in the first place. The errors around it must not be logged: Drizzle's quote the parameters of a
 * failed statement, names and addresses among them.
 */
export function firstCause(error: unknown): unknown {
  return error instanceof Error && error.cause ? firstCause(error.cause) : error;
}

/** The same as text for a log: where it happened, and why. */
export function traceOf(error: unknown): string {
  const cause = firstCause(error);
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

/** Whether a unique index refused a write: somebody else has it already (SQLSTATE 23505). */
export function isTaken(error: unknown): boolean {
  return isState(error, "23505");
}

/** Whether PostgreSQL cancelled a statement, since it ran longer than it may. */
export function isCancelled(error: unknown): boolean {
  return isState(error, "57014");
}

function isState(error: unknown, code: string): boolean {
  const cause = firstCause(error);
  return cause instanceof Error && "code" in cause && cause.code === code;
}
