import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { isShareCode } from "@/lib/ids";
import { getRipple } from "@/lib/reporting/ripple";
import { shareUrl } from "@/lib/sharing/channels";

/** Returns the figures of a share link that its page shows: counts only. Null: the count is zero, or hidden because it is below the privacy minimum. */
export async function showLink(_request: Request, { code }: { code: string }): Promise<Response> {
  const refusal = { kind: "json", locale: DEFAULT_LOCALE } as const;
  if (!isShareCode(code)) return refusePublicRequest({ reason: "notFound", ...refusal });
  const read = await withDatabaseLimits(async () => ({ ripple: await getRipple(db(), { code }) }));
  if (!read) return refusePublicRequest({ reason: "busy", ...refusal });
  if (!read.ripple) return refusePublicRequest({ reason: "notFound", ...refusal });
  const { locale, campaign, article, visits, signatures, generations, scattered } = read.ripple;
  return jsonResponse(
    {
      code,
      url: shareUrl({ origin: env().APP_URL, code }),
      locale,
      campaign: campaign?.slug ?? null,
      article: article?.slug ?? null,
      minimum: env().SHARE_PRIVACY_MINIMUM,
      visits,
      signatures,
      generations: generations.map(({ generation, confirmed }) => ({ generation, signatures: confirmed })),
      scattered,
    },
    { headers: { "cache-control": "no-store" } },
  );
}
