import { getFormatter, getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { db } from "@/lib/database";
import { filesOf, KEEP_FILE_HOURS } from "@/lib/exports/export-file";
import { type ListedExport, listExports, MAX_LISTED_EXPORTS } from "@/lib/exports/list-exports";
import type { Locale } from "@/lib/i18n/locales";
import { removeFile, stopExport } from "../actions";
import { ExportProgress } from "./export-progress";

type ExportListProps = { locale: Locale; slug: string; campaignId: string; now: Date };

/** Lists the exports of a campaign with their reasons, and the files that can still be downloaded. */
export async function ExportList({ locale, slug, campaignId, now }: ExportListProps) {
  const t = await getTranslations({ locale, namespace: "staff.exports.history" });
  const exports = await listExports(db(), { campaignId, now });
  return (
    <section aria-labelledby="earlier" className="mt-14">
      <h2 id="earlier" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <p className="mt-1 text-soft">
        {exports.length === 0 ? t("none") : t("lead", { hours: KEEP_FILE_HOURS, limit: MAX_LISTED_EXPORTS })}
      </p>
      {exports.length > 0 && (
        <ul className="mt-4 border-t-[3px] border-ink">
          {exports.map((one) => (
            <li key={one.id} className="border-b border-rule py-5">
              <ExportItem locale={locale} slug={slug} export={one} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type ExportItemProps = { locale: Locale; slug: string; export: ListedExport };

async function ExportItem({ locale, slug, export: one }: ExportItemProps) {
  const t = await getTranslations({ locale, namespace: "staff.exports" });
  const what = one.kind === "delivery-pack" ? t("history.pack") : t(`history.${one.layout?.format ?? "csv"}`);
  return (
    <article
      className="grid gap-x-8 gap-y-3 md:grid-cols-[minmax(0,1fr)_minmax(16rem,22rem)]"
      aria-label={what}
    >
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <strong className="font-serif text-lg font-medium">{what}</strong>
          <span className="kicker">{t(`state.${one.state}`)}</span>
        </p>
        <p className="mt-1 break-words">{t("history.quoted", { reason: one.reason })}</p>
        <p className="mt-1 text-sm text-soft">
          {one.requestedBy ?? t("history.formerStaff")},{" "}
          <LocalTime at={one.requestedAt.toISOString()} locale={locale} />
        </p>
        <Figures locale={locale} export={one} />
      </div>
      <ExportActions locale={locale} slug={slug} export={one} />
    </article>
  );
}

async function Figures({ locale, export: one }: { locale: Locale; export: ListedExport }) {
  const t = await getTranslations({ locale, namespace: "staff.exports.history" });
  if (one.rows === 0 || one.state === "waiting" || one.state === "making") return null;
  return (
    <p className="numerals mt-1 text-sm text-soft">
      {t("rows", { count: one.rows })}
      {one.unreadable > 0 && ` · ${t("unreadable", { count: one.unreadable })}`}
      {one.state === "ready" && one.expiresAt && (
        <>
          {" · "}
          {t("until")} <LocalTime at={one.expiresAt.toISOString()} locale={locale} />
        </>
      )}
    </p>
  );
}

async function ExportActions({ locale, slug, export: one }: ExportItemProps) {
  const t = await getTranslations({ locale, namespace: "staff.exports" });
  const format = await getFormatter({ locale });
  const hiddenFields = (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="id" value={one.id} />
    </>
  );
  if (one.state === "waiting" || one.state === "making")
    return (
      <div className="grid content-start gap-2">
        <ExportProgress
          path={`/api/staff/exports/${one.id}/progress`}
          label={t("progress.label")}
          locale={locale}
          texts={{
            waiting: t("progress.waiting"),
            making: t("progress.making", { rows: "{rows}", percent: "{percent}" }),
          }}
          first={{ state: one.state, rows: one.rows, percent: one.percent }}
        />
        <ActionForm action={stopExport} submit={t("stop")} submitClassName="link-button justify-self-start">
          {hiddenFields}
        </ActionForm>
      </div>
    );
  if (one.state !== "ready") return <p className="text-sm text-soft">{t(`meaning.${one.state}`)}</p>;
  const megabytes = { style: "unit", unit: "megabyte", maximumFractionDigits: 1 } as const;
  const size = one.bytes > 0 ? ` (${format.number(Math.max(0.1, one.bytes / 1_000_000), megabytes)})` : "";
  return (
    <div className="grid content-start gap-2">
      {filesOf(one.kind).map((file) => (
        <a
          key={file}
          className="button button-quiet justify-self-start"
          href={`/api/staff/exports/${one.id}?file=${file}&campaign=${slug}&locale=${locale}`}
          download
        >
          {t(`download.${file}`)}
          {file === "signatures" && size}
        </a>
      ))}
      <ActionForm action={removeFile} submit={t("remove")} submitClassName="link-button justify-self-start">
        {hiddenFields}
      </ActionForm>
    </div>
  );
}
