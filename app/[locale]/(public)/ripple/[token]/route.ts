import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { env } from "@/lib/env";
import { localeOrDefault } from "@/lib/i18n/locales";
import { confirmPath, shareLinkPath } from "@/lib/paths";
import { getSignerLinkCode } from "@/lib/sharing/share-links";
import { readConfirmationToken } from "@/lib/signatures/confirm-token";

/**
 * Redirects from a confirmation mail to the ripple page of the signer's link. The link is created by confirming; before
 * that, and with an invalid token, it redirects to the confirmation page. It only reads, because mail scanners open it.
 */
export async function GET(_request: Request, { params }: RouteContext<"/[locale]/ripple/[token]">) {
  const { locale, token } = await params;
  const supported = localeOrDefault(locale);
  const confirmation = readConfirmationToken(token);
  const link =
    confirmation &&
    (await withDatabaseLimits(async () => ({
      code: await getSignerLinkCode(db(), confirmation.signatureId),
    })));
  const path = link?.code ? shareLinkPath(link.code, "ripple") : confirmPath(supported, token);
  return new Response(null, {
    status: 302,
    headers: {
      location: env().APP_URL + path,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex",
    },
  });
}
