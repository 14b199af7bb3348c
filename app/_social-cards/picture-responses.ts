/** A picture as an answer. */
export function jpeg(picture: Uint8Array, headers: Record<string, string>): Response {
  return new Response(new Uint8Array(picture), {
    headers: { "content-type": "image/jpeg", ...headers },
  });
}

/** Nothing that the public may see is at this address. */
export function pictureNotFound(): Response {
  return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
}

const AGAIN_AFTER_SECONDS = 2;

/** The database is away, or too many pictures are being drawn. */
export function pictureUnavailable(): Response {
  const headers = { "cache-control": "no-store", "retry-after": String(AGAIN_AFTER_SECONDS) };
  return new Response(null, { status: 503, headers });
}
