import { cookies } from "next/headers";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { SIGN_IN_WITHIN_MINUTES } from "./sign-in-token";
import { parseStaffPath } from "./staff-path";

const NAME = "groundswell-staff-back";
/** The one place that reads it. */
const PATH = "/api/staff/sessions";

/**
 * Keeps where somebody wanted to go while they fetch a sign-in link. In their browser, not in the mail: a page's address can
 * hold what was searched for, and a link that leads on is a link that somebody else may bend.
 */
export async function keepReturnPath(back: string): Promise<void> {
  (await cookies()).set(NAME, back, { ...options(), maxAge: SIGN_IN_WITHIN_MINUTES * 60 });
}

/** Where whoever signs in wanted to go, once; otherwise the staff's front door. */
export async function takeReturnPath(locale: Locale): Promise<string> {
  const jar = await cookies();
  const kept = jar.get(NAME)?.value;
  if (kept) jar.set(NAME, "", { ...options(), maxAge: 0 });
  return `/${locale}${parseStaffPath(kept) ?? "/staff"}`;
}

function options() {
  const secure = env().APP_URL.startsWith("https://");
  return { httpOnly: true, sameSite: "lax", path: PATH, secure } as const;
}
