const NO_STORE = { "Cache-Control": "no-store" };

/** Redirects to a page with status 303. The path is relative, so the host stays the same. */
export function seeOther(path: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { ...NO_STORE, ...headers, Location: path } });
}

/** Returns a problem document (RFC 9457) for a request that our own pages do not send. */
export function problemResponse(
  status: 400 | 403 | 404 | 408 | 413 | 415 | 429 | 503,
  title: string,
): Response {
  return new Response(JSON.stringify({ status, title }), {
    status,
    headers: { ...NO_STORE, "Content-Type": "application/problem+json" },
  });
}
