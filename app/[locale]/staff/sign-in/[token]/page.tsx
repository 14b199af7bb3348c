import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadLocale } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { staffAreaPath } from "@/lib/paths";
import { Notice } from "../../_components/notice";

type Props = PageProps<"/[locale]/staff/sign-in/[token]">;

export const generateMetadata = staffPageTitle("link.title");

/** The page of a mailed sign-in link. It only shows a button, because mail scanners open links and would use this one up. */
export default async function SignInLinkPage({ params }: Props) {
  const locale = await loadLocale({ params });
  const { token } = await params;
  const t = await getTranslations({ locale, namespace: "staff.link" });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, `sign-in/${token}`)} member={null}>
      <Notice title={t("title")} lead={t("lead")}>
        <form action="/api/staff/sessions" method="post">
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="token" value={token} />
          <button className="button button-act" type="submit">
            {t("open")}
          </button>
        </form>
      </Notice>
    </StaffLayout>
  );
}
