import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { StaffMember } from "@/lib/auth/guards";
import { hasPermission } from "@/lib/auth/permissions";
import type { Locale } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";

/** The heading of the list, with links to the archive or back, and to a new campaign. */
export async function ListHeading({
  locale,
  member,
  archived,
}: {
  locale: Locale;
  member: StaffMember;
  archived: boolean;
}) {
  const t = await getTranslations({ locale, namespace: "staff.campaignEditor.list" });
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex flex-wrap items-baseline gap-x-5">
        <h1 className="text-4xl font-medium tracking-tight">{archived ? t("archive") : t("title")}</h1>
        <Link
          className="inline-flex min-h-6 items-center text-sm text-soft"
          href={`${staffAreaPath(locale)}${archived ? "" : "?archived"}`}
        >
          {archived ? t("toCurrent") : t("toArchive")}
        </Link>
      </div>
      {hasPermission(member.role, "campaigns.write") && (
        <Link className="button button-act" href={staffAreaPath(locale, "campaigns/new")}>
          {t("new")}
        </Link>
      )}
    </div>
  );
}
