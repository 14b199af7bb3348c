import { getTranslations } from "next-intl/server";
import { countryName } from "@/app/[locale]/staff/campaigns/[slug]/_components/signature-names";
import { isLocale, LOCALE_NAMES } from "@/lib/i18n/locales";
import { type DetailProps, DetailSection, FactList } from "./detail-section";

/** The signer. The only staff page that shows a full address. */
export async function Person({ locale, signature }: DetailProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.detail" });
  const mails = signature.neverMailAt ? "never" : signature.unsubscribedAt ? "needed" : "all";
  const facts = [
    { name: t("address"), fact: <span className="font-semibold break-all">{signature.address}</span> },
    { name: t("country"), fact: signature.country ? countryName(signature.country, locale) : t("notGiven") },
    { name: t("postcode"), fact: signature.postcode ?? t("notGiven") },
    {
      name: t("language"),
      fact: isLocale(signature.locale) ? LOCALE_NAMES[signature.locale] : signature.locale,
    },
    {
      name: t("display"),
      fact: [t(`displays.${signature.display}`), signature.shownName].filter(Boolean).join(": "),
    },
    { name: t("deliveredToTarget"), fact: t(`deliveries.${signature.deliveredAs}`) },
    { name: t("mail"), fact: t(`mails.${mails}`) },
  ];
  return (
    <DetailSection title={t("person")}>
      <FactList facts={facts} />
      {signature.comment && <Comment locale={locale} signature={signature} />}
    </DetailSection>
  );
}

async function Comment({ locale, signature }: Pick<DetailProps, "locale" | "signature">) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.detail" });
  const { review } = signature;
  const state = !review
    ? "pending"
    : review.approvedAt
      ? "approved"
      : review.declinedAt
        ? "declined"
        : "waiting";
  return (
    <figure className="mt-4">
      <figcaption className="text-sm text-soft">
        {t("comment")}: {t(`commentState.${state}`)}
      </figcaption>
      <blockquote
        lang={signature.locale}
        className="mt-1 font-serif text-lg whitespace-pre-line break-words"
        dir="auto"
      >
        {signature.comment}
      </blockquote>
    </figure>
  );
}
