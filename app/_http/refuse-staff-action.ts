import type { NextRequest } from "next/server";
import { sessionCookie } from "@/lib/auth/options";
import { hasPermission, type StaffRole } from "@/lib/auth/permissions";
import { getSessionRole } from "@/lib/auth/session-role";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { env } from "@/lib/env";
import { localeOrDefault } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";

/** More than any form of the staff area, apart from the import of articles. */
const MAX_FORM_BYTES = 256 * 1024;

/**
 * Refuses a Server Action before Next parses its body: without a session, and if the body is too large for the role. Returns
 * null if the action may run. This is not authorisation: every action checks permissions itself.
 */
export async function refuseStaffAction(request: NextRequest): Promise<Response | null> {
  const token = request.cookies.get(sessionCookie().name)?.value ?? "";
  const read = await withDatabaseLimits(async () => ({
    role: await getSessionRole(db(), { token, now: new Date() }),
  }));
  if (!read) return refusal(503, { "retry-after": "5" });
  if (!read.role) return askToSignIn(request);
  return isTooLarge(request, read.role) ? refusal(413) : null;
}

function isTooLarge({ headers }: NextRequest, role: StaffRole): boolean {
  if (hasPermission(role, "articles.write")) return false;
  // Browsers declare the length of a form. A body without one could be of any length.
  const length = headers.get("content-length") ?? (headers.has("transfer-encoding") ? "Infinity" : "0");
  return !(Number(length) <= MAX_FORM_BYTES);
}

/** Redirects to the sign-in page: a form by `Location`, the script of a page by the header with which Next redirects actions. */
function askToSignIn({ nextUrl, headers }: NextRequest): Response {
  const page = staffAreaPath(localeOrDefault(nextUrl.pathname.split("/")[1]));
  if (headers.has("next-action")) return refusal(303, { "x-action-redirect": `${page};push` });
  // Next needs an absolute URL here, and the Host header of the request can be forged.
  return refusal(303, { location: env().APP_URL + page });
}

function refusal(status: 303 | 413 | 503, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { "cache-control": "no-store", ...headers } });
}
