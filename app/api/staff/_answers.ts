const NO_STORE = { "Cache-Control": "no-store" };

/** Sends a browser on to a page, which it asks for by GET. The address is relative: it stays on the host that was asked. */
export function seeOther(path: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { ...NO_STORE, ...headers, Location: path } });
}

/** Refuses a request that none of our own forms sends. */
export function refuse(status: 400 | 403 | 404 | 408 | 413 | 415 | 503, title: string): Response {
  return new Response(JSON.stringify({ status, title }), {
    status,
    headers: { ...NO_STORE, "Content-Type": "application/problem+json" },
  });
}
