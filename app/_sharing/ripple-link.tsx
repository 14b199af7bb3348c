import { getTranslations } from "next-intl/server";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import type { Locale } from "@/lib/i18n/locales";
import { shareLinkPath } from "@/lib/paths";
import { getPublicLinkFigures } from "@/lib/reporting/ripple";

/** What somebody's own link brought so far, and the way to its page. Says less rather than nothing where the database is away. */
export async function RippleLink({ code, locale }: { code: string; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "ripple" });
  const read = await withDatabaseLimits(async () => ({
    figures: await getPublicLinkFigures(db(), { code }),
  }));
  const brought = read?.figures?.signatures;
  return (
    <p>
      {brought && (
        <strong className="font-serif text-xl font-semibold">{t("brought", { count: brought })} </strong>
      )}
      <a href={shareLinkPath(code, "ripple")}>{t(brought ? "seeMore" : "see")}</a>
    </p>
  );
}
