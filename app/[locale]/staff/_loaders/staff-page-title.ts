import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { isLocale } from "@/lib/i18n/locales";

type TitleKey = Parameters<Awaited<ReturnType<typeof getTranslations<"staff">>>>[0];

/** Returns the `generateMetadata` of a staff page whose title is a text of the namespace `staff`. */
export function staffPageTitle(key: TitleKey) {
  return async ({ params }: { params: Promise<{ locale: string }> }): Promise<Metadata> => {
    const { locale } = await params;
    if (!isLocale(locale)) return {};
    const t = await getTranslations({ locale, namespace: "staff" });
    return { title: t(key) };
  };
}
