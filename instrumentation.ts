/** Next calls it with each error of a page, route or action. The log line has the id of the request, and the code that its error page shows. */
export async function onRequestError(error: unknown): Promise<void> {
  const [{ traceOf }, { log }] = await Promise.all([import("@/lib/failures"), import("@/lib/log")]);
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  log().error({ digest, cause: traceOf(error) }, "a page could not be answered");
}
