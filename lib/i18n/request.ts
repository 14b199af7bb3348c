import { getRequestConfig } from "next-intl/server";
import { DEFAULT_LOCALE, isLocale } from "./locales";

/** Which texts a page gets. The locale is always in the path; a page says it with `getTranslations({ locale, … })`. */
export default getRequestConfig(async ({ locale, requestLocale }) => {
  const asked = locale ?? (await requestLocale) ?? DEFAULT_LOCALE;
  const spoken = isLocale(asked) ? asked : DEFAULT_LOCALE;
  const [readers, staff] = await Promise.all([
    import(`./messages/${spoken}/public.json`),
    import(`./messages/${spoken}/staff.json`),
  ]);
  return { locale: spoken, timeZone: "UTC", messages: { ...readers.default, staff: staff.default } };
});
