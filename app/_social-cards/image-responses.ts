import { lengthHeaders } from "@/app/_http/length-headers";

type ImageType = "image/jpeg" | "image/png" | "image/svg+xml" | "image/webp";

/** Returns an image with its length: Signal Desktop and Session show no preview without one. */
export function imageResponse(
  image: Uint8Array,
  { type, ...headers }: { type: ImageType } & Record<string, string>,
): Response {
  return new Response(new Uint8Array(image), {
    headers: { "content-type": type, ...lengthHeaders(image.byteLength), ...headers },
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
