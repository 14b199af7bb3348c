import { getTranslations } from "next-intl/server";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import type { Locale } from "@/lib/i18n/locales";
import { shareLinkPath } from "@/lib/paths";
import { getPublicLinkFigures } from "@/lib/reporting/ripple";

/** Shows how many people signed through a link, and links to its ripple page. Without the database, it shows only the link. */
export async function RippleLink({ code, locale }: { code: string; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "ripple" });
  const read = await withDatabaseLimits(async () => ({
    figures: await getPublicLinkFigures(db(), { code }),
  }));
  const signatures = read?.figures?.signatures;
  return (
    <p>
      {signatures && (
        <strong className="font-serif text-xl font-semibold">
          {t("signedThroughLink", { count: signatures })}{" "}
        </strong>
      )}
      <a href={shareLinkPath(code, "ripple")}>{t(signatures ? "seeMore" : "see")}</a>
    </p>
  );
}
