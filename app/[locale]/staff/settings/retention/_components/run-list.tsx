import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import type { Locale } from "@/lib/i18n/locales";
import type { getRetentionReport } from "@/lib/retention/retention-report";

type Runs = Awaited<ReturnType<typeof getRetentionReport>>["runs"];

/** What the last runs deleted. */
export async function RunList({ locale, runs }: { locale: Locale; runs: Runs }) {
  const t = await getTranslations({ locale, namespace: "staff.privacy.retention" });
  return (
    <section aria-labelledby="runs">
      <h2 id="runs" className="text-2xl font-medium">
        {t("runs")}
      </h2>
      {runs.length === 0 && <p className="mt-1 text-soft">{t("noRuns")}</p>}
      <ul>
        {runs.map(({ id, startedAt, anonymised, comments, mails, exports }) => (
          <li key={id} className="border-b border-rule py-2">
            <LocalTime at={startedAt.toISOString()} locale={locale} />:{" "}
            {t("run", { anonymised, comments, mails, exports })}
          </li>
        ))}
      </ul>
    </section>
  );
}
