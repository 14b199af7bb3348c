import { getTranslations } from "next-intl/server";
import { requireLocale } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { staffAreaPath } from "@/lib/paths";
import { Notice } from "../../_components/notice";
import { OpenSessionForm } from "../../_components/open-session-form";

type Props = PageProps<"/[locale]/staff/sign-in/[token]">;

export const generateMetadata = staffPageTitle("link.title");

/** The page of a mailed sign-in link. */
export default async function SignInLinkPage({ params }: Props) {
  const { locale: language, token } = await params;
  const locale = requireLocale(language);
  const t = await getTranslations({ locale, namespace: "staff.link" });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, `sign-in/${token}`)} member={null}>
      <Notice title={t("title")} lead={t("lead")}>
        <OpenSessionForm locale={locale} token={token} label={t("open")} />
      </Notice>
    </StaffLayout>
  );
}
