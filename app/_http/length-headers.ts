/**
 * Returns the headers that declare the length of a body. Next drops the `Content-Length` of a route handler;
 * `server/request-guard.ts` sets it from the other one.
 */
export function lengthHeaders(bytes: number) {
  return { "content-length": String(bytes), "x-content-length": String(bytes) };
}
