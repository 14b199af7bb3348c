import { cookies } from "next/headers";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { SIGN_IN_WITHIN_MINUTES } from "./sign-in-token";
import { parseStaffPath, STAFF_HOME } from "./staff-path";

const NAME = "groundswell-staff-back";
/** The only route that reads the cookie. */
const PATH = "/api/staff/sessions";

/**
 * Stores the page to return to after signing in. In a cookie, not in the mailed link: the address can contain search terms,
 * and a link with a redirect target can be manipulated.
 */
export async function storeReturnPath(back: string): Promise<void> {
  (await cookies()).set(NAME, back, { ...options(), maxAge: SIGN_IN_WITHIN_MINUTES * 60 });
}

/** Returns the stored path and deletes it; the start page of the staff area if there is none. */
export async function takeReturnPath(locale: Locale): Promise<string> {
  const jar = await cookies();
  const stored = jar.get(NAME)?.value;
  if (stored) jar.set(NAME, "", { ...options(), maxAge: 0 });
  return `/${locale}${parseStaffPath(stored) ?? STAFF_HOME}`;
}

function options() {
  const secure = env().APP_URL.startsWith("https://");
  return { httpOnly: true, sameSite: "lax", path: PATH, secure } as const;
}
