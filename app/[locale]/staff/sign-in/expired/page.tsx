import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { SIGN_IN_WITHIN_MINUTES } from "@/lib/auth/sign-in-token";
import { isLocale } from "@/lib/i18n/locales";
import { Notice } from "../../_components/notice";

type Props = PageProps<"/[locale]/staff/sign-in/expired">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.expired" });
  return { title: t("title") };
}

export default async function ExpiredPage({ params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = await getTranslations({ locale, namespace: "staff.expired" });
  return (
    <StaffLayout locale={locale} path="/staff/sign-in/expired" member={null}>
      <Notice title={t("title")} lead={t("lead", { minutes: SIGN_IN_WITHIN_MINUTES })}>
        <Link className="button button-act" href={`/${locale}/staff`}>
          {t("again")}
        </Link>
        <p className="mt-7 text-sm text-soft">
          {t("already")}{" "}
          <Link className="text-ink underline" href={`/${locale}/staff`}>
            {t("campaigns")}
          </Link>
        </p>
      </Notice>
    </StaffLayout>
  );
}
