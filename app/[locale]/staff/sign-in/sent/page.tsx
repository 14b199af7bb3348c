import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { MAX_LIVE_LINKS, SIGN_IN_WITHIN_MINUTES } from "@/lib/auth/sign-in-token";
import { isLocale } from "@/lib/i18n/locales";
import { Notice } from "../../_components/notice";

type Props = PageProps<"/[locale]/staff/sign-in/sent">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.sent" });
  return { title: t("title") };
}

export default async function SentPage({ params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = await getTranslations({ locale, namespace: "staff.sent" });
  return (
    <StaffLayout locale={locale} path="/staff/sign-in/sent" member={null}>
      <Notice title={t("title")} lead={t("lead", { minutes: SIGN_IN_WITHIN_MINUTES })}>
        <h2 className="font-sans font-semibold">{t("nothing")}</h2>
        <ul className="mt-2 mb-7 grid list-disc gap-1 pl-5 text-soft">
          <li>{t("spam")}</li>
          <li>{t("address")}</li>
          <li>{t("limit", { links: MAX_LIVE_LINKS, minutes: SIGN_IN_WITHIN_MINUTES })}</li>
        </ul>
        <Link className="button button-quiet" href={`/${locale}/staff`}>
          {t("again")}
        </Link>
      </Notice>
    </StaffLayout>
  );
}
