import { env } from "@/lib/env";

/** Marks for an hour the browser that has confirmed. Its value is the code of the signer's own link. Only the page with the thanks gets it. */
export const CONFIRMED_COOKIE = "groundswell_confirmed";

const MAX_AGE_SECONDS = 3600;

/** Returns the `Set-Cookie` value for the page with the thanks: `path` may have a query and a fragment. */
export function confirmedCookie({ path, code }: { path: string; code: string }): string {
  const secure = env().APP_URL.startsWith("https:") ? "; Secure" : "";
  const [page = ""] = path.split("?");
  return `${CONFIRMED_COOKIE}=${code}; Path=${page}; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}
