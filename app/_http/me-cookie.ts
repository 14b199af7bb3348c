import { env } from "@/lib/env";
import { LOCALES } from "@/lib/i18n/locales";
import { type BrowserTicket, browserTicket, readBrowserTicket } from "@/lib/me/browser-ticket";
import { ACT_WITHIN_MINUTES } from "@/lib/me/me-token";
import { meApiPath, mePath } from "@/lib/paths";

/** Lets a browser that asked for a code act for an hour. Only the page with one's own signatures and its API get it. */
export const ME_COOKIE = "groundswell_me";

/** Returns the `Set-Cookie` values: one for the API, and one for the page in each language. */
export function meCookies(ticket: BrowserTicket): string[] {
  const secure = env().APP_URL.startsWith("https:") ? "; Secure" : "";
  const value = browserTicket(ticket);
  const paths = [meApiPath(), ...LOCALES.map((locale) => mePath(locale))];
  return paths.map(
    (path) =>
      `${ME_COOKIE}=${value}; Path=${path}; Max-Age=${ACT_WITHIN_MINUTES * 60}; HttpOnly; SameSite=Lax${secure}`,
  );
}

/** Returns what this browser holds, or null. */
export function readMeCookie(request: Request): BrowserTicket | null {
  const pair = (request.headers.get("cookie") ?? "")
    .split("; ")
    .find((one) => one.startsWith(`${ME_COOKIE}=`));
  return pair ? readBrowserTicket(pair.slice(ME_COOKIE.length + 1)) : null;
}
