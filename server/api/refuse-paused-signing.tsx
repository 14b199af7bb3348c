import { plainPage } from "@/app/_http/plain-page";
import type { BodyKind, Fields } from "@/app/_http/read-body";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { signingTexts } from "@/app/_signing/signing-texts";
import { getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { campaignPath } from "@/lib/paths";
import { CorrectionForm } from "./ask-to-correct";
import { typedTexts } from "./field-errors";

const RETRY_AFTER_SECONDS = 300;

type Refused = { slug: string; kind: BodyKind; locale: Locale; fields: Fields; text: string };

/** Refuses a signature while signing is paused: with a problem document for JSON, with a page that keeps what was typed for forms. */
export async function refusePausedSigning(refused: Refused): Promise<Response> {
  const { slug, kind, locale, fields, text } = refused;
  // The form of the page knows by `isPaused` that trying again soon is no use.
  const more = { detail: text, isPaused: true };
  if (kind === "json") return refusePublicRequest({ reason: "paused", kind, locale, more });
  const read = await withDatabaseLimits(async () => ({
    campaign: await getPublishedCampaign(db(), { slug, locale }),
  }));
  if (read?.campaign?.status !== "open")
    return refusePublicRequest({ reason: "paused", kind, locale, backTo: campaignPath(locale, slug) });
  const t = getTranslator(locale);
  return plainPage({
    locale,
    status: 503,
    title: t("problem.pausedTitle"),
    headers: { "retry-after": String(RETRY_AFTER_SECONDS) },
    children: (
      <>
        <p dir="auto">{text}</p>
        <p>{t("sign.pausedLead")}</p>
        <CorrectionForm
          slug={slug}
          locale={locale}
          texts={signingTexts(locale)}
          campaign={read.campaign}
          typed={typedTexts(fields)}
          errors={{}}
        />
      </>
    ),
  });
}
