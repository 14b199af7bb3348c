import { getFormatter, getTranslations } from "next-intl/server";
import { durationFormat } from "@/app/[locale]/staff/_components/format-duration";
import type { Locale } from "@/lib/i18n/locales";
import { ratio } from "@/lib/reporting/conversion-rates";
import { funnelSteps } from "@/lib/reporting/mail-funnel";
import { FunnelBar } from "./funnel-bar";
import type { FunnelRow } from "./funnel-table";

type FunnelProps = { locale: Locale; row: FunnelRow };

/** The funnels as cards, for phones. `FunnelTable` shows the same on wider screens. */
export async function FunnelCards({ locale, rows }: { locale: Locale; rows: FunnelRow[] }) {
  const t = await getTranslations({ locale, namespace: "staff.delivery" });
  return (
    <ul aria-label={t("caption")} className="mt-5 border-t-[3px] border-ink md:hidden">
      {rows.map((row) => (
        <FunnelCard key={row.name} locale={locale} row={row} />
      ))}
    </ul>
  );
}

async function FunnelCard({ locale, row }: FunnelProps) {
  const t = await getTranslations({ locale, namespace: "staff.delivery" });
  const format = await getFormatter({ locale });
  const share = format.number(ratio(row.confirmed, row.signed), { style: "percent" });
  return (
    <li className="border-b border-rule py-4">
      <div className="flex items-baseline justify-between gap-4">
        <h3 className="font-sans font-semibold" dir="auto">
          {row.name}
        </h3>
        <p className="numerals text-sm">
          {t.rich("confirmedShare", {
            count: format.number(row.confirmed),
            share,
            strong: (chunks) => <strong className="font-serif text-lg font-medium">{chunks}</strong>,
          })}
        </p>
      </div>
      <FunnelBar {...row} />
      <Steps locale={locale} row={row} />
    </li>
  );
}

/** The steps below the bar, without the confirmed signatures, which are above it. */
async function Steps({ locale, row }: FunnelProps) {
  const t = await getTranslations({ locale, namespace: "staff.delivery" });
  const format = await getFormatter({ locale });
  const duration = await durationFormat(locale);
  const figures = [
    ...funnelSteps(row)
      .filter(({ step }) => step !== "confirmed")
      .map(({ step, count }) => ({ name: t(`step.${step}`), value: format.number(count) })),
    ...[
      { name: t("untilDelivery"), seconds: row.medianDeliverySeconds },
      { name: t("untilConfirmation"), seconds: row.medianConfirmationSeconds },
    ].flatMap(({ name, seconds }) => (seconds === null ? [] : { name, value: duration(seconds) })),
  ];
  return (
    <dl className="mt-3 grid grid-cols-[repeat(auto-fill,minmax(5.2rem,1fr))] gap-x-2 gap-y-3">
      {figures.map(({ name, value }) => (
        <div key={name}>
          <dt className="text-xs text-soft" dir="auto">
            {name}
          </dt>
          <dd className="numerals font-serif text-lg leading-6">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
