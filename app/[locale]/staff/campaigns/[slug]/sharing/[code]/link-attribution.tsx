import { getFormatter, getTranslations } from "next-intl/server";
import { attributionNames } from "@/app/[locale]/staff/campaigns/[slug]/_components/attribution-names";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { listLinkSignatures } from "@/lib/reporting/link-details";

type LinkAttributionProps = {
  locale: Locale;
  campaignId: string;
  link: { id: string; confirmed: number };
};

/** The signatures through a link, by generation, article, call-out and channel. */
export async function LinkAttribution({ locale, campaignId, link }: LinkAttributionProps) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.link" });
  const format = await getFormatter({ locale });
  const names = await attributionNames(locale);
  const rows = await listLinkSignatures(db(), { campaignId, linkId: link.id });
  const others = link.confirmed - rows.reduce((sum, { confirmed }) => sum + confirmed, 0);
  if (rows.length === 0) return null;
  const head = "py-1 pr-4 text-left font-normal";
  return (
    <section aria-labelledby="link-attribution" className="border-t-[3px] border-ink pt-3">
      <h3 id="link-attribution" className="text-lg font-medium">
        {t("attribution")}
      </h3>
      <table className="mt-1 w-full text-sm">
        <thead className="text-xs text-soft max-sm:sr-only">
          <tr>
            <th scope="col" className={head}>
              {t("columns.generation")}
            </th>
            <th scope="col" className={head}>
              {t("columns.article")}
            </th>
            <th scope="col" className={head}>
              {t("columns.callout")}
            </th>
            <th scope="col" className={head}>
              {t("columns.channel")}
            </th>
            <th scope="col" className="py-1 text-right font-normal">
              {t("signatures")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={`${row.generation} ${row.locale}/${row.slug} ${row.callout} ${row.channel}`}
              className="border-t border-rule align-baseline max-sm:grid max-sm:grid-cols-[2rem_minmax(0,1fr)_auto] max-sm:py-2"
            >
              <td className="numerals pr-4 font-serif text-base sm:py-2">{row.generation}</td>
              <td className="pr-4 font-semibold wrap-anywhere sm:py-2" dir="auto">
                {row.title ?? t("campaignPage")}
              </td>
              <td className="pr-4 sm:py-2 max-sm:order-4 max-sm:col-start-2">{names.callout(row.callout)}</td>
              <td className="pr-4 sm:py-2 max-sm:order-5 max-sm:col-start-2 max-sm:text-soft">
                {row.channel ? names.channel(row.channel) : t("noChannel")}
              </td>
              <td className="numerals text-right font-serif text-base sm:py-2">
                {format.number(row.confirmed)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {others > 0 && <p className="mt-2 text-sm text-soft">{t("others", { count: others })}</p>}
    </section>
  );
}
