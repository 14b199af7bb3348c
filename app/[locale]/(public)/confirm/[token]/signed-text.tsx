import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import type { getSignatureToConfirm } from "@/lib/signatures/confirm";
import { CONSENT_WORDING } from "@/lib/signatures/consent-wording";

type Signature = NonNullable<Awaited<ReturnType<typeof getSignatureToConfirm>>>;

const DISPLAY_TEXT = { anonymous: "displayAnonymous", first: "displayFirst", full: "displayFull" } as const;

/** The signature to confirm. The owner of the mailbox reads it first, because someone else may have entered it. */
export async function SignedText({ signature, locale }: { signature: Signature; locale: Locale }) {
  const t = await getTranslations({ locale });
  const delivery = {
    name: CONSENT_WORDING[locale].delivery.replace("{target}", () => signature.target),
    count: t("sign.deliverCount"),
    shown: null,
  }[signature.deliveredAs];
  const rows = [
    [t("campaign.kicker"), signature.campaignTitle],
    [t("campaign.to"), signature.target],
    [t("confirm.as"), signature.name],
    [t("confirm.shown"), t(`sign.${DISPLAY_TEXT[signature.display]}`)],
    [t("sign.deliver"), delivery],
    [t("confirm.comment"), signature.comment],
    [t("confirm.updates"), signature.updates ? CONSENT_WORDING[locale].updates : null],
  ].filter(([, value]) => value);
  return (
    <div className="slip">
      <dl className="grid gap-x-6 gap-y-3 px-5 py-5 sm:grid-cols-[auto_1fr]">
        {rows.map(([term, value]) => (
          <div key={term} className="contents">
            <dt className="-mb-2 text-sm text-soft sm:mb-0 sm:text-base">{term}</dt>
            <dd className="whitespace-pre-line break-words font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      <details className="border-t border-rule px-5 py-3">
        <summary className="min-h-6 cursor-pointer font-semibold">{t("campaign.versionTitle")}</summary>
        <div className="mt-3 grid gap-3 font-serif text-lg whitespace-pre-line" lang={signature.textLocale}>
          <p>{signature.summary}</p>
          <p>{signature.ask}</p>
        </div>
      </details>
    </div>
  );
}
