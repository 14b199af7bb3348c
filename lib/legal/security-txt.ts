import type { Transaction } from "@/db/client";
import { env } from "@/lib/env";
import { LOCALES } from "@/lib/i18n/locales";
import { legalPath } from "@/lib/paths";
import { getResponsible } from "./responsible";

/** RFC 9116 recommends less than a year. */
const VALID_DAYS = 180;
const DAY_MS = 86_400_000;

/**
 * Returns the text of `/.well-known/security.txt` (RFC 9116). It expires half a year after the day on which it is asked for. Without
 * an address for reports, the contact is the contact page.
 */
export async function securityTxt(db: Transaction, now: Date): Promise<string> {
  const { securityEmail } = await getResponsible(db);
  const site = env().APP_URL;
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const contact = securityEmail
    ? `mailto:${encodeURI(securityEmail)}`
    : site + legalPath(LOCALES[0], "contact");
  return [
    `Contact: ${contact}`,
    `Expires: ${new Date(today + VALID_DAYS * DAY_MS).toISOString().replace(".000Z", "Z")}`,
    `Preferred-Languages: ${LOCALES.join(", ")}`,
    `Canonical: ${site}/.well-known/security.txt`,
    "",
  ].join("\n");
}
