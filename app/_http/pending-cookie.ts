import { env } from "@/lib/env";
import { CONFIRM_WITHIN_DAYS, isFresh } from "@/lib/signatures/confirm-token";
import { type PendingAttempt, pendingTicket, readPendingTicket } from "@/lib/signatures/pending-ticket";
import { getReferringPage } from "./referring-page";

const NAME = "groundswell_pending";
/** For an embed in a frame on another site. */
const FRAMED_NAME = "groundswell_pending_framed";
const EMBED_PAGE = /^\/[a-z]{2}\/embed\//;

/**
 * Returns the attempts to sign that this browser made and may confirm by code, newest first. Expired ones are left out:
 * whether they are still stored would reveal whether the signature was confirmed.
 */
export function readPendingAttempts(request: Request): PendingAttempt[] {
  const cookies = (request.headers.get("cookie") ?? "").split("; ");
  const attempts = [FRAMED_NAME, NAME].flatMap((name) => {
    const cookie = cookies.find((pair) => pair.startsWith(`${name}=`));
    return cookie ? readPendingTicket(cookie.slice(name.length + 1)) : [];
  });
  const now = new Date();
  return attempts
    .filter(({ since }) => isFresh({ askedAt: since }, now))
    .sort((one, other) => other.askedAt.getTime() - one.askedAt.getTime());
}

/**
 * Returns the `Set-Cookie` value that lets this browser confirm its attempt by code. Its path is the API, so pages stay
 * cacheable. In an embed, where browsers send no `SameSite=Lax` cookie, it is partitioned by site (CHIPS). If a browser
 * stores no such cookie either, signers can still use the button in the mail.
 */
export function pendingCookie(request: Request, attempt: PendingAttempt): string {
  const ticket = pendingTicket(attempt, readPendingAttempts(request));
  const value = `${ticket}; Path=/api/v1; Max-Age=${CONFIRM_WITHIN_DAYS * 86_400}; HttpOnly`;
  if (isFromEmbed(request)) return `${FRAMED_NAME}=${value}; SameSite=None; Secure; Partitioned`;
  const secure = env().APP_URL.startsWith("https:") ? "; Secure" : "";
  return `${NAME}=${value}; SameSite=Lax${secure}`;
}

/** Whether the script of an embed sent this request. Without JavaScript its form opens a tab on our site, where the other cookie works. */
function isFromEmbed(request: Request): boolean {
  const isScript = request.headers.get("sec-fetch-mode") !== "navigate";
  return isScript && EMBED_PAGE.test(getReferringPage(request)?.pathname ?? "");
}
