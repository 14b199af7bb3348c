import { env } from "@/lib/env";

/**
 * Whether a browser sent this request from another site. Trusts `Sec-Fetch-Site`, which pages cannot forge;
 * browsers without it are judged by `Origin`. Programs send neither, and carry no one's cookies.
 */
export function isCrossSite(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site) return site !== "same-origin" && site !== "none";
  const origin = request.headers.get("origin");
  return origin !== null && origin !== new URL(env().APP_URL).origin;
}

/**
 * Whether it cannot be told: a page under `Referrer-Policy: no-referrer` posts with `Origin: null`, and Safari before
 * 16.4 sends no `Sec-Fetch-Site`. Good enough where the body carries a secret or the cookie is `SameSite`.
 */
export function hasOpaqueOrigin(request: Request): boolean {
  return !request.headers.has("sec-fetch-site") && request.headers.get("origin") === "null";
}
