import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { articleState } from "@/lib/articles/article-state";
import type { ListedDraft } from "@/lib/articles/list-drafts";
import { isLocale, LOCALE_NAMES, type Locale } from "@/lib/i18n/locales";
import { staffAreaPath, staffArticlePath } from "@/lib/paths";

type DraftListProps = { locale: Locale; drafts: ListedDraft[]; search: string };

/** Lists articles with their state and last edit, one per row. */
export async function DraftList({ locale, drafts, search }: DraftListProps) {
  const t = await getTranslations({ locale, namespace: "staff.articleEditor" });
  if (drafts.length === 0 && !search) {
    return (
      <div className="slip max-w-measure p-6">
        <h2 className="text-xl font-medium">{t("none")}</h2>
        <p className="mt-2 text-soft">{t("noneLead")}</p>
      </div>
    );
  }
  return (
    <>
      <form className="flex max-w-md items-end gap-3">
        <div className="field flex-1">
          <label htmlFor="q">{t("search")}</label>
          <input id="q" className="input" type="search" name="q" defaultValue={search} maxLength={100} />
        </div>
        <button type="submit" className="button button-quiet">
          {t("find")}
        </button>
      </form>
      {drafts.length === 0 && (
        <p className="mt-6">
          {t("noneFound", { search })}{" "}
          <Link className="underline" href={staffAreaPath(locale, "articles")}>
            {t("all")}
          </Link>
        </p>
      )}
      <ul className="mt-6 border-t border-rule">
        {drafts.map((draft) => (
          <DraftRow key={draft.id} locale={locale} draft={draft} />
        ))}
      </ul>
    </>
  );
}

async function DraftRow({ locale, draft }: { locale: Locale; draft: ListedDraft }) {
  const t = await getTranslations({ locale, namespace: "staff.articleEditor" });
  const state = articleState(draft, new Date());
  const hasChanges = state !== "draft" && draft.shown !== draft.version;
  return (
    <li className="border-b border-rule py-4">
      <p className="kicker flex flex-wrap gap-x-3">
        <span className={state === "draft" ? "" : "text-ink"}>{t(`state.${state}`)}</span>
        <span>{isLocale(draft.locale) ? LOCALE_NAMES[draft.locale] : draft.locale}</span>
        {hasChanges && <span>{t("unpublishedChanges")}</span>}
      </p>
      <h2 className="mt-1 text-xl leading-snug font-medium" lang={draft.locale}>
        <Link
          className="inline-block min-h-6 underline decoration-rule-strong hover:decoration-ink"
          href={staffArticlePath(locale, draft.id)}
          dir="auto"
        >
          {draft.title || t("untitled")}
        </Link>
      </h2>
      <p className="numerals mt-1 flex flex-wrap gap-x-4 text-sm text-soft">
        <span>
          {t("editedBy", { name: draft.savedBy ?? "none" })}{" "}
          <LocalTime at={draft.savedAt.toISOString()} locale={locale} />
        </span>
        {draft.publishedAt && (
          <span>
            {t(state === "scheduled" ? "scheduledFor" : "publishedOn")}{" "}
            <LocalTime at={draft.publishedAt.toISOString()} locale={locale} />
          </span>
        )}
      </p>
    </li>
  );
}
