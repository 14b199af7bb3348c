import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { requireLocale } from "@/app/_http/not-found";
import { StaffLayout } from "@/app/[locale]/staff/_components/staff-layout";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { MAX_LIVE_LINKS, SIGN_IN_WITHIN_MINUTES } from "@/lib/auth/sign-in-token";
import { staffAreaPath } from "@/lib/paths";
import { Notice } from "../../_components/notice";

type Props = PageProps<"/[locale]/staff/sign-in/sent">;

export const generateMetadata = staffPageTitle("sent.title");

export default async function SentPage({ params }: Props) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: "staff.sent" });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, "sign-in/sent")} member={null}>
      <Notice title={t("title")} lead={t("lead", { minutes: SIGN_IN_WITHIN_MINUTES })}>
        <h2 className="font-sans font-semibold">{t("nothing")}</h2>
        <ul className="mt-2 mb-7 grid list-disc gap-1 pl-5 text-soft">
          <li>{t("spam")}</li>
          <li>{t("address")}</li>
          <li>{t("limit", { links: MAX_LIVE_LINKS, minutes: SIGN_IN_WITHIN_MINUTES })}</li>
        </ul>
        <Link className="button button-quiet" href={staffAreaPath(locale)}>
          {t("again")}
        </Link>
      </Notice>
    </StaffLayout>
  );
}
