import { env } from "@/lib/env";
import { CONFIRM_WITHIN_DAYS, pendingTicket, readPendingTicket } from "@/lib/signatures/confirmation/rules";

const NAME = "groundswell_pending";

/** The signatures that this browser waits to confirm, the latest first. */
export function pendingSignatures(request: Request): string[] {
  const cookies = request.headers.get("cookie") ?? "";
  const ours = cookies.split("; ").find((cookie) => cookie.startsWith(`${NAME}=`));
  return ours ? readPendingTicket(ours.slice(NAME.length + 1)) : [];
}

/** Lets the code be typed where one signed. Sent to the API only, so that every page stays free of cookies and cacheable. */
export function pendingCookie(request: Request, signatureId: string): string {
  const ticket = pendingTicket(signatureId, pendingSignatures(request));
  const secure = env().APP_URL.startsWith("https:") ? "; Secure" : "";
  return `${NAME}=${ticket}; Path=/api/v1; Max-Age=${CONFIRM_WITHIN_DAYS * 86_400}; HttpOnly; SameSite=Lax${secure}`;
}
