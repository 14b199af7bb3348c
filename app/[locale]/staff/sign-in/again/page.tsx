import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { missing } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { requireStaff } from "@/lib/auth/guards";
import { FRESH_MINUTES } from "@/lib/auth/session-age";
import { SIGN_IN_WITHIN_MINUTES } from "@/lib/auth/sign-in-token";
import { parseStaffPath } from "@/lib/auth/staff-path";
import { isLocale } from "@/lib/i18n/locales";
import { Notice } from "../../_components/notice";

type Props = PageProps<"/[locale]/staff/sign-in/again">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "staff.people.again" });
  return { title: t("title") };
}

/** Why what somebody wanted to do asks for a fresh sign-in, and the button that mails the link to it. */
export default async function SignInAgainPage({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) missing(locale);
  const member = await requireStaff({ locale, permission: "account.keep" });
  const back = parseStaffPath((await searchParams).back) ?? "/staff";
  const t = await getTranslations({ locale, namespace: "staff.people.again" });
  return (
    <StaffLayout
      locale={locale}
      path={`/staff/sign-in/again?back=${encodeURIComponent(back)}`}
      member={member}
    >
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
