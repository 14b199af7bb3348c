import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { durationFormat } from "@/app/[locale]/staff/_components/format-duration";
import type { Locale } from "@/lib/i18n/locales";
import { type Funnel, funnelSteps, STEPS } from "@/lib/reporting/mail-funnel";
import { FunnelBar } from "./funnel-bar";

export type FunnelRow = Funnel & {
  name: string;
  medianDeliverySeconds: number | null;
  medianConfirmationSeconds: number | null;
};

type FunnelProps = { locale: Locale; rows: FunnelRow[] };

/** The funnels as a table. `FunnelCards` shows the same on phones. */
export async function FunnelTable({ locale, rows }: FunnelProps) {
  const t = await getTranslations({ locale, namespace: "staff.delivery" });
  return (
    <table className="mt-5 hidden w-full table-fixed border-t-[3px] border-ink text-sm md:table">
      <caption className="sr-only">{t("caption")}</caption>
      <thead className="text-xs text-soft">
        <tr className="align-bottom">
          <th scope="col" className="w-[24%] py-2 text-left font-normal">
            {t("mailbox")}
          </th>
          {STEPS.map((step) => (
            <NumberHead key={step} detail={step === "signed" ? undefined : t(`shareOf.${step}`)}>
              {t(`step.${step}`)}
            </NumberHead>
          ))}
          <NumberHead detail={t("median")}>{t("untilDelivery")}</NumberHead>
          <NumberHead detail={t("median")}>{t("untilConfirmation")}</NumberHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.name} locale={locale} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function NumberHead({ children, detail }: { children: string; detail?: string }) {
  return (
    <th scope="col" className="py-2 pl-3 text-right font-normal">
      <span className="block font-semibold text-ink">{children}</span>
      {detail}
    </th>
  );
}

async function Row({ locale, row }: { locale: Locale; row: FunnelRow }) {
  const format = await getFormatter({ locale });
  const duration = await durationFormat(locale);
  return (
    <tr className="border-t border-rule align-top first:font-semibold">
      <th scope="row" className="py-3 pr-3 text-left font-semibold">
        <span dir="auto">{row.name}</span>
        <FunnelBar {...row} />
      </th>
      {funnelSteps(row).map(({ step, count, share }) => (
        <NumberCell
          key={step}
          detail={share === null ? undefined : format.number(share, { style: "percent" })}
        >
          {format.number(count)}
        </NumberCell>
      ))}
      {[row.medianDeliverySeconds, row.medianConfirmationSeconds].map((seconds, index) => (
        <NumberCell key={index === 0 ? "delivery" : "confirmation"}>
          {seconds === null ? "–" : duration(seconds)}
        </NumberCell>
      ))}
    </tr>
  );
}

function NumberCell({ children, detail }: { children: ReactNode; detail?: string }) {
  return (
    <td className="numerals py-3 pl-3 text-right">
      <span className="block font-serif text-base leading-5">{children}</span>
      {detail && <span className="block text-xs font-normal text-soft">{detail}</span>}
    </td>
  );
}
