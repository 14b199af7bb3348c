import { getRequestConfig } from "next-intl/server";
import { DEFAULT_LOCALE, isLocale } from "./locales";

/** Which texts a page gets. The locale is always in the path; a page says it with `getTranslations({ locale, … })`. */
export default getRequestConfig(async ({ locale, requestLocale }) => {
  const asked = locale ?? (await requestLocale) ?? DEFAULT_LOCALE;
  const spoken = isLocale(asked) ? asked : DEFAULT_LOCALE;
  return { locale: spoken, timeZone: "UTC", messages: (await import(`./messages/${spoken}.json`)).default };
});
