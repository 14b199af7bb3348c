import { env } from "@/lib/env";

/**
 * Marks for an hour the browser that has confirmed. Its value is the code of the signer's own link and the token of their receipt. Only
 * the page with the thanks gets it.
 */
export const CONFIRMED_COOKIE = "groundswell_confirmed";

const MAX_AGE_SECONDS = 3600;

type Confirmed = { path: string; code: string; receipt: string };

/** Returns the `Set-Cookie` value for the page with the thanks: `path` may have a query and a fragment. */
export function confirmedCookie({ path, code, receipt }: Confirmed): string {
  const secure = env().APP_URL.startsWith("https:") ? "; Secure" : "";
  const [page = ""] = path.split("?");
  return `${CONFIRMED_COOKIE}=${code}.${receipt}; Path=${page}; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

/** Reads the value of the cookie. Until December 2026 it was the code alone. */
export function readConfirmedCookie(
  value: string | undefined,
): { code: string; receipt: string | null } | null {
  const [code, receipt] = value?.split(".") ?? [];
  return code ? { code, receipt: receipt || null } : null;
}
