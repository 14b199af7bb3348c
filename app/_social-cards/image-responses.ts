/** Returns a JPEG response. */
export function jpeg(image: Uint8Array, headers: Record<string, string>): Response {
  return new Response(new Uint8Array(image), {
    headers: { "content-type": "image/jpeg", ...headers },
  });
}

/** Returns 404: nothing public is at this address. */
export function imageNotFound(): Response {
  return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
}

const RETRY_AFTER_SECONDS = 2;

/** Returns 503: the database is unavailable, or too many images are queued. */
export function imageUnavailable(): Response {
  const headers = { "cache-control": "no-store", "retry-after": String(RETRY_AFTER_SECONDS) };
  return new Response(null, { status: 503, headers });
}
