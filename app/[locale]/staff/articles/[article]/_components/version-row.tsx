import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import type { Draft, ListedVersion } from "@/lib/articles/list-drafts";
import type { Locale } from "@/lib/i18n/locales";
import { staffArticlePath } from "@/lib/paths";
import { restore } from "../actions";

type VersionRowProps = { locale: Locale; draft: Draft; version: ListedVersion };

/** One version: number, author, time and notes, with links to compare, preview and restore it. */
export async function VersionRow({ locale, draft, version }: VersionRowProps) {
  const t = await getTranslations({ locale, namespace: "staff.articleEditor.history" });
  const { number, restoredFrom, mergedWith } = version;
  const notes = [
    number === draft.version && t("now"),
    version.shownAt && t("shown"),
    version.conflictAt && t("conflicting"),
    restoredFrom !== null && t("restoredFrom", { number: restoredFrom }),
    mergedWith !== null && t("mergedWith", { number: mergedWith }),
  ].filter((note) => note !== false && note !== null);
  const history = staffArticlePath(locale, draft.id, "history");
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-8 gap-y-2 border-b border-rule py-3">
      <div className="min-w-0">
        <p className="numerals font-semibold">{t("version", { number })}</p>
        <p className="numerals text-sm text-soft">
          {t("by", { name: version.savedBy ?? "none" })} ·{" "}
          <LocalTime at={version.savedAt.toISOString()} locale={locale} />
          {notes.length > 0 && ` · ${notes.join(" · ")}`}
        </p>
        <p className="flex flex-wrap gap-x-5 text-sm">
          <Link className="inline-block min-h-6 underline" href={`${history}?version=${number}`}>
            {t("compare")}
          </Link>
          <a
            className="inline-block min-h-6 underline"
            href={`${staffArticlePath(draft.locale, draft.id, "preview")}?version=${number}`}
          >
            {t("see")}
          </a>
        </p>
      </div>
      {number !== draft.version && (
        <ActionForm
          action={restore}
          undo={restore}
          submit={t("restore")}
          submitClassName="button button-quiet justify-self-start"
        >
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="article" value={draft.id} />
          <input type="hidden" name="number" value={number} />
        </ActionForm>
      )}
    </li>
  );
}
