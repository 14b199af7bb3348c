import { getTranslations } from "next-intl/server";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { loadStaffPage } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { FRESH_MINUTES } from "@/lib/auth/session-age";
import { SIGN_IN_WITHIN_MINUTES } from "@/lib/auth/sign-in-token";
import { parseStaffPath, STAFF_HOME } from "@/lib/auth/staff-path";
import { signInAgainPath } from "@/lib/paths";
import { Notice } from "../../_components/notice";

type Props = PageProps<"/[locale]/staff/sign-in/again">;

export const generateMetadata = staffPageTitle("people.again.title");

/** Explains why an action needs a recent sign-in, with a button that mails a sign-in link. */
export default async function SignInAgainPage({ params, searchParams }: Props) {
  const { locale, member } = await loadStaffPage({ params, permission: "account.manage" });
  const back = parseStaffPath((await searchParams).back) ?? STAFF_HOME;
  const t = await getTranslations({ locale, namespace: "staff.people.again" });
  return (
    <StaffLayout locale={locale} path={signInAgainPath(locale, back)} member={member}>
      <Notice title={t("title")} lead={t("lead", { minutes: FRESH_MINUTES })}>
        <form action="/api/staff/sign-in-links/again" method="post">
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="back" value={back} />
          <button className="button button-act" type="submit">
            {t("send")}
          </button>
        </form>
        <p className="mt-7 text-sm text-soft">
          {t("here", { email: member.email, minutes: SIGN_IN_WITHIN_MINUTES })}
        </p>
      </Notice>
    </StaffLayout>
  );
}
