/**
 * What went wrong in the first place. The errors around it must not be logged: Drizzle's quote the parameters of a
 * failed statement, names and addresses among them.
 */
export function firstCause(error: unknown): unknown {
  return error instanceof Error && error.cause ? firstCause(error.cause) : error;
}
