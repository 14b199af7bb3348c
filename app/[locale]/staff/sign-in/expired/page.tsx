import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { requireLocale } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { SIGN_IN_WITHIN_MINUTES } from "@/lib/auth/sign-in-token";
import { staffAreaPath } from "@/lib/paths";
import { Notice } from "../../_components/notice";

type Props = PageProps<"/[locale]/staff/sign-in/expired">;

export const generateMetadata = staffPageTitle("expired.title");

export default async function ExpiredPage({ params }: Props) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: "staff.expired" });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, "sign-in/expired")} member={null}>
      <Notice title={t("title")} lead={t("lead", { minutes: SIGN_IN_WITHIN_MINUTES })}>
        <Link className="button button-act" href={staffAreaPath(locale)}>
          {t("again")}
        </Link>
        <p className="mt-7 text-sm text-soft">
          {t("already")}{" "}
          <Link className="text-ink underline" href={staffAreaPath(locale)}>
            {t("campaigns")}
          </Link>
        </p>
      </Notice>
    </StaffLayout>
  );
}
