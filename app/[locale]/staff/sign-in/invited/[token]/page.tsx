import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { missing } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { isLocale } from "@/lib/i18n/locales";
import { Notice } from "../../../_components/notice";

type Props = PageProps<"/[locale]/staff/sign-in/invited/[token]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.people.welcome" });
  return { title: t("title") };
}

/** Where an invitation leads. It only shows a button: mail scanners open links, and must not use this one up. */
export default async function InvitedPage({ params }: Props) {
  const { locale, token } = await params;
  if (!isLocale(locale)) missing(locale);
  const t = await getTranslations({ locale, namespace: "staff.people.welcome" });
  return (
    <StaffLayout locale={locale} path={`/staff/sign-in/invited/${token}`} member={null}>
      <Notice title={t("title")} lead={t("lead")}>
        <form action="/api/staff/sessions" method="post">
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="token" value={token} />
          <button className="button button-act" type="submit">
            {t("open")}
          </button>
        </form>
        <p className="mt-7 text-sm text-soft">{t("later")}</p>
      </Notice>
    </StaffLayout>
  );
}
