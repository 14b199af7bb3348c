import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { BackLink } from "@/app/[locale]/staff/_components/back-link";
import { articleState } from "@/lib/articles/article-state";
import type { Draft } from "@/lib/articles/list-drafts";
import { isLocale, LOCALE_NAMES, type Locale } from "@/lib/i18n/locales";
import { staffAreaPath, staffArticlePath } from "@/lib/paths";

type HeadingProps = { locale: Locale; draft: Draft; here: "editor" | "history" };

/** The heading of an article's staff pages: state, language, title, and links to the other pages. */
export async function ArticleHeading({ locale, draft, here }: HeadingProps) {
  const t = await getTranslations({ locale, namespace: "staff.articleEditor" });
  const state = articleState(draft, new Date());
  return (
    <>
      <BackLink href={staffAreaPath(locale, "articles")}>{t("back")}</BackLink>
      <p className="kicker mt-4">
        {t(`state.${state}`)} · {isLocale(draft.locale) ? LOCALE_NAMES[draft.locale] : draft.locale}
      </p>
      <h1
        className="mt-1 max-w-3xl text-3xl leading-tight font-medium tracking-tight"
        lang={draft.locale}
        dir="auto"
      >
        {draft.title || t("untitled")}
      </h1>
      <p className="mt-2 flex flex-wrap gap-x-6">
        {here === "editor" ? (
          <Link className="underline" href={staffArticlePath(locale, draft.id, "history")}>
            {t("historyLink")}
          </Link>
        ) : (
          <Link className="underline" href={staffArticlePath(locale, draft.id)}>
            {t("history.backToEditor")}
          </Link>
        )}
        {state === "published" && (
          <Link className="underline" href={`/${draft.locale}/articles/${draft.slug}`}>
            {t("public")}
          </Link>
        )}
      </p>
    </>
  );
}
