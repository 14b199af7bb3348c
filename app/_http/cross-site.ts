import { env } from "@/lib/env";

/**
 * Whether a browser sent this request from another site: by `Sec-Fetch-Site`, which pages cannot forge, else by `Origin`.
 * Other programs send neither header, and no cookies.
 */
export function isCrossSite(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site) return site !== "same-origin" && site !== "none";
  const origin = request.headers.get("origin");
  return origin !== null && origin !== new URL(env().APP_URL).origin;
}

/**
 * Whether a browser hides the origin of this request: a page with `Referrer-Policy: no-referrer` posts `Origin: null`, and
 * Safari before 16.4 sends no `Sec-Fetch-Site`. Accept such a request only if its body holds a secret or its cookie is
 * `SameSite`.
 */
export function hasOpaqueOrigin(request: Request): boolean {
  return !request.headers.has("sec-fetch-site") && request.headers.get("origin") === "null";
}
