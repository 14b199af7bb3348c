import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Sheet } from "@/app/_components/sheet";
import { redirectToNotFound } from "@/app/_http/not-found";
import { CodeForm } from "@/app/_signing/code-form";
import { isLocale } from "@/lib/i18n/locales";

export const revalidate = 3600;
export async function generateMetadata({ params }: PageProps<"/[locale]/check-inbox">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "confirm" });
  return { title: t("askedTitle"), robots: { index: false } };
}

/** After a new mail was asked for: the same words whether or not one was sent. */
export default async function CheckInboxPage({ params }: PageProps<"/[locale]/check-inbox">) {
  const { locale } = await params;
  if (!isLocale(locale)) redirectToNotFound(locale);
  const t = await getTranslations({ locale, namespace: "confirm" });
  return (
    <Sheet title={t("askedTitle")}>
      <p className="font-serif text-xl">{t("asked")}</p>
      <CodeForm locale={locale} />
    </Sheet>
  );
}
