import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { formatDay } from "@/app/_receipts/format-day";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { hex } from "@/lib/proof/log-files";
import { type Head, listNewestDays } from "@/lib/proof/read-log";

const DAYS_SHOWN = 30;

/** The newest head of the log: how many signatures it proves, and its root. */
export async function NewestHead({ head, locale }: { head: Head; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "proof" });
  const format = await getFormatter({ locale });
  return (
    <section className="slip grid gap-4 px-5 py-6" aria-labelledby="newest-title">
      <h2 id="newest-title" className="text-2xl font-semibold">
        {t("newest", { day: formatDay(head.day, locale) })}
      </h2>
      <dl className="grid gap-2">
        <Fact term={t("count")}>{format.number(head.count)}</Fact>
        <Fact term={t("entries")}>{format.number(head.size)}</Fact>
        <Fact term={t("root")}>
          <code className="break-all">{hex(head.root)}</code>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-soft">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The latest days with their roots. */
export async function Days({ campaignId, locale }: { campaignId: string; locale: Locale }) {
  const [t, format, days] = await Promise.all([
    getTranslations({ locale, namespace: "proof" }),
    getFormatter({ locale }),
    listNewestDays(db(), { campaignId, limit: DAYS_SHOWN }),
  ]);
  return (
    <section className="grid gap-3" aria-labelledby="days-title">
      <h2 id="days-title" className="text-2xl font-semibold">
        {t("days")}
      </h2>
      <table className="w-full text-sm">
        <caption className="sr-only">{t("daysCaption")}</caption>
        <thead>
          <tr className="border-rule border-b text-start">
            <th className="py-1 text-start" scope="col">
              {t("day")}
            </th>
            <th className="py-1 text-end" scope="col">
              {t("count")}
            </th>
            <th className="py-1 ps-4 text-start" scope="col">
              {t("root")}
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, count, root }) => (
            <tr key={day} className="border-rule border-b align-top">
              <td className="py-1">
                <time dateTime={day}>{formatDay(day, locale)}</time>
              </td>
              <td className="py-1 text-end tabular-nums">{format.number(count)}</td>
              <td className="py-1 ps-4">
                <code className="break-all">{hex(root)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
