import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { CallKind } from "@/lib/articles/directives";
import type { Locale } from "@/lib/i18n/locales";

/** A place in a text that leads nowhere: nobody said to which campaign or article, or there is none of that name. */
export type UnresolvedReferenceProps = {
  reason:
    | "unmatched-call-out"
    | "unmatched-inline"
    | "unmatched-read-more"
    | "unknown-campaign"
    | "unknown-article";
  kind?: CallKind;
  /** The title, headline or slug that stands there. */
  words: string;
  locale: Locale;
  children?: ReactNode;
};

/** What the public sees of a gap: the words that somebody wrote, and nothing of the machinery. */
export async function PlainReference({
  reason,
  kind = "take-action",
  words,
  locale,
  children,
}: UnresolvedReferenceProps) {
  const t = await getTranslations({ locale, namespace: "article" });
  switch (reason) {
    case "unmatched-call-out":
      return <p>{`${t(`kinds.${kind}`)}: ${words}`}</p>;
    case "unmatched-read-more":
      return <p>{`${t("readMore")}: ${words}`}</p>;
    default:
      return children;
  }
}
