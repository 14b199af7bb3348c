import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { filterPartName } from "@/app/[locale]/staff/campaigns/[slug]/_components/filter-chips";
import { COLUMNS, type Column } from "@/lib/exports/export-rows";
import type { Locale } from "@/lib/i18n/locales";
import { staffCampaignPath } from "@/lib/paths";
import type { SignatureFilter } from "@/lib/signatures/signature-filter";
import { activeFilterParts } from "@/lib/signatures/signature-filter";
import { requestListExport } from "../actions";
import { ReasonField } from "./reason-field";

type ExportFormProps = { locale: Locale; slug: string; filter: SignatureFilter };

/** The form that requests an export: which signatures, format, columns and reason. */
export async function ExportForm({ locale, slug, filter }: ExportFormProps) {
  const t = await getTranslations({ locale, namespace: "staff.exports.list" });
  return (
    <section aria-labelledby="take-list" className="slip p-5 sm:p-7">
      <h2 id="take-list" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <ActionForm action={requestListExport} submit={t("submit")} className="mt-5">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="slug" value={slug} />
        <Which locale={locale} slug={slug} filter={filter} />
        <Format locale={locale} />
        <Columns locale={locale} />
        <ReasonField id="list-reason" locale={locale} />
      </ActionForm>
    </section>
  );
}

async function Which({ locale, slug, filter }: ExportFormProps) {
  const t = await getTranslations({ locale, namespace: "staff.exports.list" });
  const parts = activeFilterParts(filter);
  const path = staffCampaignPath(locale, slug, "signatures");
  const names = await Promise.all(parts.map(({ part, value }) => filterPartName({ locale }, part, value)));
  return (
    <fieldset className="grid gap-2">
      <legend className="field-label mb-1">{t("which")}</legend>
      <Choice name="which" value="all" isChosen={parts.length === 0} label={t("all")} />
      {parts.length > 0 && (
        <Choice name="which" value="filtered" isChosen label={t("filtered", { filter: names.join(" · ") })} />
      )}
      {parts.map(({ part, value }) => (
        <input key={part} type="hidden" name={part} value={value} />
      ))}
      <p className="field-hint">
        {t.rich(parts.length > 0 ? "otherFilter" : "howToFilter", {
          list: (chunks) => <Link href={path}>{chunks}</Link>,
        })}
      </p>
    </fieldset>
  );
}

async function Format({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.exports.list" });
  return (
    <fieldset className="grid gap-2">
      <legend className="field-label mb-1">{t("format")}</legend>
      <Choice name="format" value="csv" isChosen label={t("csv")} hint={t("csvHint")} />
      <label className="tick ml-9">
        <input className="check" type="checkbox" name="bom" value="yes" defaultChecked />
        <span>{t("bom")}</span>
      </label>
      <Choice name="format" value="jsonl" label={t("jsonl")} hint={t("jsonlHint")} />
    </fieldset>
  );
}

type ChoiceProps = { name: string; value: string; label: string; hint?: string; isChosen?: boolean };

function Choice({ name, value, label, hint, isChosen }: ChoiceProps) {
  return (
    <label className="tick">
      <input className="check" type="radio" name={name} value={value} defaultChecked={isChosen} />
      <span>
        {label}
        {hint && <span className="field-hint block">{hint}</span>}
      </span>
    </label>
  );
}

/** Selected by default: no contact data. */
const DEFAULT_COLUMNS: readonly Column[] = [
  "name",
  "country",
  "comment",
  "state",
  "signed_at",
  "confirmed_at",
];

async function Columns({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.exports" });
  return (
    <fieldset>
      <legend className="field-label mb-1">{t("list.columns")}</legend>
      <p className="field-hint mb-2">{t("list.columnsHint")}</p>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3">
        {COLUMNS.map((column) => (
          <li key={column}>
            <label className="flex min-h-8 items-center gap-2.5 text-sm">
              <input
                className="check"
                type="checkbox"
                name="columns"
                value={column}
                defaultChecked={DEFAULT_COLUMNS.includes(column)}
              />
              {t(`columns.${column}`)}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
