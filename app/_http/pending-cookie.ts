import { env } from "@/lib/env";
import { CONFIRM_WITHIN_DAYS, pendingTicket, readPendingTicket } from "@/lib/signatures/confirm-token";
import { getReferringPage } from "./referring-page";

const NAME = "groundswell_pending";
/** The same for a frame on another site's page. */
const FRAMED_NAME = "groundswell_pending_framed";
const BOX = /^\/[a-z]{2}\/embed\//;

/** The signatures that this browser waits to confirm, the latest first. */
export function readPendingSignatures(request: Request): string[] {
  const cookies = (request.headers.get("cookie") ?? "").split("; ");
  return [FRAMED_NAME, NAME].flatMap((name) => {
    const ours = cookies.find((cookie) => cookie.startsWith(`${name}=`));
    return ours ? readPendingTicket(ours.slice(name.length + 1)) : [];
  });
}

/**
 * Lets the code be typed where one signed. Sent to the API only, so that every page stays free of cookies and cacheable. In a frame
 * on a partner's page browsers send no `SameSite=Lax` cookie; there it is partitioned (CHIPS): the same frame on that partner's
 * pages gets it back, and no other site's. A browser that does not even keep this leaves the button of the mail.
 */
export function pendingCookie(request: Request, signatureId: string): string {
  const ticket = pendingTicket(signatureId, readPendingSignatures(request));
  const kept = `${ticket}; Path=/api/v1; Max-Age=${CONFIRM_WITHIN_DAYS * 86_400}; HttpOnly`;
  if (isFromBox(request)) return `${FRAMED_NAME}=${kept}; SameSite=None; Secure; Partitioned`;
  const secure = env().APP_URL.startsWith("https:") ? "; Secure" : "";
  return `${NAME}=${kept}; SameSite=Lax${secure}`;
}

/** Whether the script of a campaign's box sent this. Without scripts its form opens a tab of our own, where the other cookie holds. */
function isFromBox(request: Request): boolean {
  const isScript = request.headers.get("sec-fetch-mode") !== "navigate";
  return isScript && BOX.test(getReferringPage(request)?.pathname ?? "");
}
