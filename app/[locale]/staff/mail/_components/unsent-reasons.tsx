import { getFormatter, getTranslations } from "next-intl/server";
import { mailFailureReasons } from "@/app/[locale]/staff/_components/mail-failure-reasons";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { listUnsentReasons, UNSENT_SINCE_HOURS } from "@/lib/reporting/list-unsent-reasons";

/** The reasons why mails of the last hours were not sent, with the number of mails. */
export async function UnsentReasons({ locale, now }: { locale: Locale; now: Date }) {
  const t = await getTranslations({ locale, namespace: "staff.mail.unsent" });
  const reasons = await listUnsentReasons(db(), { now });
  return (
    <section aria-labelledby="unsent" className="border-t-[3px] border-ink pt-3">
      <h2 id="unsent" className="text-lg font-medium">
        {t("title")}
      </h2>
      <p className="mt-2 text-sm text-soft">
        {t(reasons.length === 0 ? "none" : "lead", { hours: UNSENT_SINCE_HOURS })}
      </p>
      {reasons.length > 0 && <Reasons locale={locale} reasons={reasons} />}
    </section>
  );
}

type ReasonsProps = { locale: Locale; reasons: { failure: string | null; mails: number }[] };

async function Reasons({ locale, reasons }: ReasonsProps) {
  const t = await getTranslations({ locale, namespace: "staff.mail.unsent" });
  const format = await getFormatter({ locale });
  const explain = await mailFailureReasons(locale);
  return (
    <table className="mt-1 w-full text-sm">
      <caption className="sr-only">{t("title")}</caption>
      <thead className="text-xs text-soft">
        <tr>
          <th scope="col" className="py-1 text-left font-normal">
            {t("reason")}
          </th>
          <th scope="col" className="py-1 pl-4 text-right font-normal">
            {t("mails")}
          </th>
        </tr>
      </thead>
      <tbody>
        {reasons.map(({ failure, mails }) => (
          <tr key={failure} className="border-t border-rule align-top">
            <th scope="row" className="py-2 text-left font-normal break-words">
              {explain(failure)}
            </th>
            <td className="numerals py-2 pl-4 text-right font-serif text-base leading-5">
              {format.number(mails)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
