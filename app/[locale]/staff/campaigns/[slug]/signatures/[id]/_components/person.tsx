import { getTranslations } from "next-intl/server";
import { countryName } from "@/app/[locale]/staff/campaigns/[slug]/_components/signature-names";
import { isLocale, LOCALE_NAMES } from "@/lib/i18n/locales";
import { type DetailProps, DetailSection, FactList } from "./detail-section";

/** Who it is: the one place where an address stands in full. */
export async function Person({ locale, story }: DetailProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.story" });
  const mails = story.neverMailAt ? "never" : story.unsubscribedAt ? "needed" : "all";
  const facts = [
    { name: t("address"), fact: <span className="font-semibold break-all">{story.address}</span> },
    { name: t("country"), fact: story.country ? countryName(story.country, locale) : t("notGiven") },
    { name: t("postcode"), fact: story.postcode ?? t("notGiven") },
    { name: t("language"), fact: isLocale(story.locale) ? LOCALE_NAMES[story.locale] : story.locale },
    { name: t("display"), fact: t(`displays.${story.display}`) },
    { name: t("mail"), fact: t(`mails.${mails}`) },
  ];
  return (
    <DetailSection title={t("person")}>
      <FactList facts={facts} />
      {story.comment && <Comment locale={locale} story={story} />}
    </DetailSection>
  );
}

async function Comment({ locale, story }: Pick<DetailProps, "locale" | "story">) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.story" });
  const { review } = story;
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
      <blockquote lang={story.locale} className="mt-1 font-serif text-lg whitespace-pre-line break-words">
        {story.comment}
      </blockquote>
    </figure>
  );
}
