import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";
import { shareLinkPath } from "@/lib/paths";
import { getSignerLinkCode } from "@/lib/sharing/share-links";
import { readConfirmationToken } from "@/lib/signatures/confirm-token";

/**
 * Leads from a confirmation mail to what its signer's own link did. That link is made by confirming, so until then, and
 * with a token that is not ours, it leads to where one confirms. It only reads: scanners may open it as they like.
 */
export async function GET(_request: Request, { params }: RouteContext<"/[locale]/ripple/[token]">) {
  const { locale, token } = await params;
  const spoken = isLocale(locale) ? locale : DEFAULT_LOCALE;
  const confirmation = readConfirmationToken(token);
  const own =
    confirmation &&
    (await withDatabaseLimits(async () => ({
      code: await getSignerLinkCode(db(), confirmation.signatureId),
    })));
  const path = own?.code
    ? shareLinkPath(own.code, "ripple")
    : `/${spoken}/confirm/${encodeURIComponent(token)}`;
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
