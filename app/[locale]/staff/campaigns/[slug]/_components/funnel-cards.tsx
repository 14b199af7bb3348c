import { getFormatter, getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import { stepsOf } from "@/lib/reporting/delivery/rules";
import { durations } from "../../../_components/duration";
import { FunnelBar } from "./funnel-bar";
import type { FunnelRow } from "./funnel-table";

/** The funnels one below the other, for a phone: eight columns would be too narrow to read. */
export async function FunnelCards({ locale, rows }: { locale: Locale; rows: FunnelRow[] }) {
  const t = await getTranslations({ locale, namespace: "staff.delivery" });
  return (
    <ul aria-label={t("caption")} className="mt-5 border-t-[3px] border-ink md:hidden">
      {rows.map((row) => (
        <li key={row.name} className="border-b border-rule py-4">
          <h3 className="font-sans font-semibold">{row.name}</h3>
          <FunnelBar {...row} />
          <Steps locale={locale} row={row} />
        </li>
      ))}
    </ul>
  );
}

async function Steps({ locale, row }: { locale: Locale; row: FunnelRow }) {
  const t = await getTranslations({ locale, namespace: "staff.delivery" });
  const format = await getFormatter({ locale });
  const lasting = await durations(locale);
  const times = [
    { name: t("untilDelivery"), seconds: row.medianDeliverySeconds },
    { name: t("untilConfirmation"), seconds: row.medianConfirmationSeconds },
  ];
  return (
    <dl className="mt-3 grid grid-cols-3 gap-x-4 gap-y-3">
      {stepsOf(row).map(({ step, count, share }) => (
        <Figure
          key={step}
          name={t(`step.${step}`)}
          detail={share === null ? undefined : format.number(share, { style: "percent" })}
        >
          {format.number(count)}
        </Figure>
      ))}
      {times.map(
        ({ name, seconds }) =>
          seconds !== null && (
            <Figure key={name} name={name}>
              {lasting(seconds)}
            </Figure>
          ),
      )}
    </dl>
  );
}

function Figure({ name, detail, children }: { name: string; detail?: string; children: string }) {
  return (
    <div>
      <dt className="text-xs text-soft">{name}</dt>
      <dd className="numerals">
        <span className="font-serif text-lg leading-6">{children}</span>
        {detail && <span className="ml-1.5 text-xs text-soft">{detail}</span>}
      </dd>
    </div>
  );
}
