import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadLocale } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { staffAreaPath } from "@/lib/paths";
import { Notice } from "../../../_components/notice";

type Props = PageProps<"/[locale]/staff/sign-in/invited/[token]">;

export const generateMetadata = staffPageTitle("people.welcome.title");

/** The page of an invitation link. It only shows a button, because mail scanners open links and would use this one up. */
export default async function InvitedPage({ params }: Props) {
  const locale = await loadLocale({ params });
  const { token } = await params;
  const t = await getTranslations({ locale, namespace: "staff.people.welcome" });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, `sign-in/invited/${token}`)} member={null}>
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
