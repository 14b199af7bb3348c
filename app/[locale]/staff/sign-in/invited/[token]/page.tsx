import { getTranslations } from "next-intl/server";
import { requireLocale } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { staffAreaPath } from "@/lib/paths";
import { Notice } from "../../../_components/notice";
import { OpenSessionForm } from "../../../_components/open-session-form";

type Props = PageProps<"/[locale]/staff/sign-in/invited/[token]">;

export const generateMetadata = staffPageTitle("people.welcome.title");

/** The page of an invitation link. */
export default async function InvitedPage({ params }: Props) {
  const { locale: language, token } = await params;
  const locale = requireLocale(language);
  const t = await getTranslations({ locale, namespace: "staff.people.welcome" });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, `sign-in/invited/${token}`)} member={null}>
      <Notice title={t("title")} lead={t("lead")}>
        <OpenSessionForm locale={locale} token={token} label={t("open")} />
        <p className="mt-7 text-sm text-soft">{t("later")}</p>
      </Notice>
    </StaffLayout>
  );
}
