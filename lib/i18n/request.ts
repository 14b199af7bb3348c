import { getRequestConfig } from "next-intl/server";
import { DEFAULT_LOCALE, type Locale, localeOrDefault } from "./locales";

/** Loads the texts of a page. Pages pass the locale from the path: `getTranslations({ locale, … })`. */
export default getRequestConfig(async ({ locale, requestLocale }) => {
  const requested = locale ?? (await requestLocale) ?? DEFAULT_LOCALE;
  const supported = localeOrDefault(requested);
  const [publicTexts, staff] = await Promise.all([
    import(`./messages/${supported}/public.json`),
    staffTexts(supported),
  ]);
  return { locale: supported, timeZone: "UTC", messages: { ...publicTexts.default, staff } };
});

/** Loads the texts of the staff area: the shared ones, and a file for each section. */
async function staffTexts(locale: Locale) {
  const [
    shared,
    people,
    audit,
    campaignEditor,
    articleEditor,
    importing,
    dashboard,
    signatureList,
    exports,
    sharing,
    embedding,
    linkPreviews,
    referrals,
    settings,
    privacy,
  ] = await Promise.all([
    import(`./messages/${locale}/staff.json`),
    import(`./messages/${locale}/staff/people.json`),
    import(`./messages/${locale}/staff/audit.json`),
    import(`./messages/${locale}/staff/campaign-editor.json`),
    import(`./messages/${locale}/staff/article-editor.json`),
    import(`./messages/${locale}/staff/importing.json`),
    import(`./messages/${locale}/staff/dashboard.json`),
    import(`./messages/${locale}/staff/signature-list.json`),
    import(`./messages/${locale}/staff/exports.json`),
    import(`./messages/${locale}/staff/sharing.json`),
    import(`./messages/${locale}/staff/embedding.json`),
    import(`./messages/${locale}/staff/link-previews.json`),
    import(`./messages/${locale}/staff/referrals.json`),
    import(`./messages/${locale}/staff/settings.json`),
    import(`./messages/${locale}/staff/privacy.json`),
  ]);
  return {
    ...shared.default,
    people: people.default,
    audit: audit.default,
    campaignEditor: campaignEditor.default,
    articleEditor: articleEditor.default,
    importing: importing.default,
    dashboard: dashboard.default,
    signatureList: signatureList.default,
    exports: exports.default,
    sharing: sharing.default,
    embedding: embedding.default,
    linkPreviews: linkPreviews.default,
    referrals: referrals.default,
    settings: settings.default,
    privacy: privacy.default,
  };
}
