import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { foreignLinkContent, mailChoicesContent } from "@/app/_components/mail-choices";
import { Sheet } from "@/app/_components/sheet";
import { redirectToNotFound } from "@/app/_http/not-found";
import { db } from "@/lib/database";
import { isLocale } from "@/lib/i18n/locales";
import { getMailChoices } from "@/lib/supporters/mail-choices";
import { readMailChoicesToken } from "@/lib/supporters/mail-choices-token";

export const dynamic = "force-dynamic";

type MailPageProps = PageProps<"/[locale]/mail/[token]">;

export async function generateMetadata({ params }: MailPageProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "mail" });
  return { title: t("title"), robots: { index: false }, referrer: "no-referrer" };
}

/** Where the quiet link of every mail leads. Reading it changes nothing, however often and by whomever; its buttons do, and each can be taken back. */
export default async function MailPage({ params }: MailPageProps) {
  const { locale, token } = await params;
  if (!isLocale(locale)) redirectToNotFound(locale);
  const emailKey = readMailChoicesToken(token);
  if (!emailKey) return <Sheet {...(await foreignLinkContent(locale))} />;
  const choices = await getMailChoices(db(), emailKey);
  return <Sheet {...(await mailChoicesContent({ locale, token, choices }))} />;
}
