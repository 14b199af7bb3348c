import { refuse } from "@/app/_http/refuse";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { isShareCode } from "@/lib/ids";
import { getRipple } from "@/lib/reporting/ripple";
import { shareUrl } from "@/lib/sharing/channels";

/** What a share link did, as its page shows it: counts only; null is hidden, since it is under the minimum or nothing. */
export async function GET(_request: Request, { params }: RouteContext<"/api/v1/links/[code]">) {
  const { code } = await params;
  const asked = { kind: "json", locale: DEFAULT_LOCALE } as const;
  if (!isShareCode(code)) return refuse({ reason: "notFound", ...asked });
  const read = await withDatabaseLimits(async () => ({ ripple: await getRipple(db(), { code }) }));
  if (!read) return refuse({ reason: "busy", ...asked });
  if (!read.ripple) return refuse({ reason: "notFound", ...asked });
  const { locale, campaign, article, visits, signatures, generations, scattered } = read.ripple;
  return Response.json(
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
