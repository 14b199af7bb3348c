import { getRequestConfig } from "next-intl/server";
import { DEFAULT_LOCALE, isLocale, type Locale } from "./locales";

/** Which texts a page gets. The locale is always in the path; a page says it with `getTranslations({ locale, … })`. */
export default getRequestConfig(async ({ locale, requestLocale }) => {
  const asked = locale ?? (await requestLocale) ?? DEFAULT_LOCALE;
  const spoken = isLocale(asked) ? asked : DEFAULT_LOCALE;
  const [readers, staff] = await Promise.all([
    import(`./messages/${spoken}/public.json`),
    staffTexts(spoken),
  ]);
  return { locale: spoken, timeZone: "UTC", messages: { ...readers.default, staff } };
});

/** The texts of the staff's rooms: what all of them share, and a file for each. */
async function staffTexts(locale: Locale) {
  const [
    shared,
    people,
    audit,
    campaignDesk,
    articleDesk,
    importing,
    watching,
    signatureList,
    takingOut,
    sharing,
    embedding,
    linkPreviews,
    referrals,
  ] = await Promise.all([
    import(`./messages/${locale}/staff.json`),
    import(`./messages/${locale}/staff/people.json`),
    import(`./messages/${locale}/staff/audit.json`),
    import(`./messages/${locale}/staff/campaign-desk.json`),
    import(`./messages/${locale}/staff/article-desk.json`),
    import(`./messages/${locale}/staff/importing.json`),
    import(`./messages/${locale}/staff/watching.json`),
    import(`./messages/${locale}/staff/signature-list.json`),
    import(`./messages/${locale}/staff/taking-out.json`),
    import(`./messages/${locale}/staff/sharing.json`),
    import(`./messages/${locale}/staff/embedding.json`),
    import(`./messages/${locale}/staff/link-previews.json`),
    import(`./messages/${locale}/staff/referrals.json`),
  ]);
  return {
    ...shared.default,
    people: people.default,
    audit: audit.default,
    campaignDesk: campaignDesk.default,
    articleDesk: articleDesk.default,
    importing: importing.default,
    watching: watching.default,
    signatureList: signatureList.default,
    takingOut: takingOut.default,
    sharing: sharing.default,
    embedding: embedding.default,
    linkPreviews: linkPreviews.default,
    referrals: referrals.default,
  };
}
