import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { ratio } from "@/lib/reporting/conversion-rates";

/** The maximum number of rows in an attribution table. The rest is summed up in one row. */
export const MAX_ROWS = 10;

/** What every attribution table needs: the campaign and its number of confirmed signatures. */
export type AttributionProps = { locale: Locale; campaignId: string; confirmed: number };

type AttributionRow = {
  /** The React key, if name and detail do not identify the row. */
  key?: string;
  name: string;
  /** Details below the name. */
  detail?: ReactNode;
  /** Whether this row is for signatures without an article, link etc. */
  none?: boolean;
  /** The values of the additional columns; null if unknown. */
  more?: (string | null)[];
  confirmed: number;
};

type AttributionTableProps = {
  locale: Locale;
  name: string;
  /** The heads of additional columns, before the signatures. */
  columns?: string[];
  rows: AttributionRow[];
  /** All confirmed signatures, for the shares and the row of all others. */
  confirmed: number;
  /** The text for an empty table. */
  empty: string;
  /** A note on what the figures do not include. */
  note?: string;
};

/** A table of signatures by attribution, with the number and the share of each row. */
export function AttributionTable(props: AttributionTableProps) {
  const hasRows = props.rows.some((row) => !row.none);
  return (
    <section className="mb-10 break-inside-avoid border-t-[3px] border-ink pt-3">
      <h3 className="text-lg font-medium" dir="auto">
        {props.name}
      </h3>
      {hasRows ? <Table {...props} /> : <p className="mt-2 max-w-md text-sm text-soft">{props.empty}</p>}
      {hasRows && props.note && <p className="mt-2 max-w-md text-sm text-soft">{props.note}</p>}
    </section>
  );
}

async function Table({ locale, name, rows, confirmed, columns = [] }: AttributionTableProps) {
  const t = await getTranslations({ locale, namespace: "staff.attribution" });
  const others = confirmed - rows.reduce((sum, row) => sum + row.confirmed, 0);
  const all =
    others > 0 ? [...rows, { key: "others", name: t("others"), confirmed: others, none: true }] : rows;
  return (
    <table className="mt-1 w-full table-fixed text-sm">
      <thead className="text-xs text-soft">
        <tr>
          <th scope="col" className="py-1 text-left font-normal">
            <span className="sr-only" dir="auto">
              {name}
            </span>
          </th>
          {columns.map((column) => (
            <NumberHead key={column} wide>
              {column}
            </NumberHead>
          ))}
          <NumberHead>{t("signatures")}</NumberHead>
          <NumberHead narrow>{t("share")}</NumberHead>
        </tr>
      </thead>
      <tbody>
        {all.map((row) => (
          <Row
            key={row.key ?? `${row.name} ${row.detail}`}
            locale={locale}
            row={row}
            {...{ confirmed, columns }}
          />
        ))}
      </tbody>
    </table>
  );
}

/** `wide`: hidden on phones, where the row contains the value. */
function NumberHead({ children, narrow, wide }: { children: string; narrow?: boolean; wide?: boolean }) {
  return (
    <th
      scope="col"
      className={`${narrow ? "w-14" : "w-20"} ${wide ? "max-sm:hidden" : ""} py-1 text-right font-normal`}
    >
      {children}
    </th>
  );
}

const NUMBER = "numerals py-2 text-right font-serif text-base leading-5";

type RowProps = { locale: Locale; row: AttributionRow; confirmed: number; columns: string[] };

async function Row({ locale, row, confirmed, columns }: RowProps) {
  const format = await getFormatter({ locale });
  const share = ratio(row.confirmed, confirmed);
  // One decimal place below 1 %, so that a small share is not shown as "0 %".
  const percent = { style: "percent", maximumFractionDigits: share < 0.01 ? 1 : 0 } as const;
  return (
    <tr className="border-t border-rule align-top">
      <th scope="row" className="py-2 pr-3 text-left font-normal">
        <span className={row.none ? "text-soft" : "font-semibold"} dir="auto">
          {row.name}
        </span>
        {row.detail && <span className="block text-xs break-words text-soft">{row.detail}</span>}
        {row.more && (
          <span className="numerals block text-xs text-soft sm:hidden">
            {columns.map((column, index) => `${column}: ${row.more?.[index] ?? "–"}`).join(" · ")}
          </span>
        )}
        <span className="mt-1.5 block h-1 bg-rule">
          <span
            className={`block h-full ${row.none ? "bg-rule-strong" : "bg-ink"}`}
            style={{ inlineSize: `${share * 100}%` }}
          />
        </span>
      </th>
      {columns.map((column, index) => (
        <td key={column} className={`${NUMBER} max-sm:hidden`}>
          {row.more ? (row.more[index] ?? "–") : ""}
        </td>
      ))}
      <td className={NUMBER}>{format.number(row.confirmed)}</td>
      <td className={`${NUMBER} text-soft`}>{format.number(share, percent)}</td>
    </tr>
  );
}
