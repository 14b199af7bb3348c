import { diffWordsWithSpace } from "diff";
import { getTranslations } from "next-intl/server";
import { type Draft, getVersion } from "@/lib/articles/list-drafts";
import { ARTICLE_FIELDS, type ArticleField } from "@/lib/articles/merge-versions";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";

/** Longer comparisons of very different texts are cut off; the texts are then shown one after the other. */
const DIFF_TIMEOUT_MS = 1_000;

/** The changes of a version compared with the previous one, word by word. */
export async function VersionDiff({
  locale,
  draft,
  number,
}: {
  locale: Locale;
  draft: Draft;
  number: number;
}) {
  const t = await getTranslations({ locale, namespace: "staff.articleEditor" });
  const [after, before] = await Promise.all(
    [number, number - 1].map((each) => getVersion(db(), { articleId: draft.id, number: each })),
  );
  if (!after) return null;
  const changed = ARTICLE_FIELDS.filter((field) => (before?.[field] ?? "") !== (after[field] ?? ""));
  const title = before
    ? t("history.diffTitle", { from: number - 1, to: number })
    : t("history.diffFirst", { to: number });
  return (
    <section
      aria-labelledby="diff"
      className="slip word-diff mt-6 grid grid-cols-1 gap-4 p-5"
      lang={draft.locale}
    >
      <h3 id="diff" className="text-xl font-medium" lang={locale} dir="auto">
        {title}
      </h3>
      {changed.length === 0 && <p lang={locale}>{t("history.noDifference")}</p>}
      {changed.map((field) => (
        <div key={field}>
          <p className="kicker" lang={locale}>
            {t(`fields.${field}`)}
          </p>
          <FieldDiff field={field} before={before?.[field] ?? ""} after={after[field] ?? ""} />
        </div>
      ))}
    </section>
  );
}

function FieldDiff({ field, before, after }: { field: ArticleField; before: string; after: string }) {
  const parts = diffWordsWithSpace(before, after, { timeout: DIFF_TIMEOUT_MS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  const keyed = parts.map((part, place) => ({ ...part, key: `${field}-${place}` }));
  return (
    <p className="mt-1 font-serif whitespace-pre-wrap">
      {keyed.map(({ key, value, added, removed }) =>
        added ? (
          <ins key={key}>{value}</ins>
        ) : removed ? (
          <del key={key}>{value}</del>
        ) : (
          <span key={key}>{value}</span>
        ),
      )}
    </p>
  );
}
