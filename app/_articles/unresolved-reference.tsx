import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { CallKind } from "@/lib/articles/directives";
import type { Locale } from "@/lib/i18n/locales";

/** A reference in an article without a target: it was not matched to a campaign or article, or that does not exist. */
export type UnresolvedReferenceProps = {
  reason:
    | "unmatched-call-out"
    | "unmatched-inline"
    | "unmatched-read-more"
    | "unknown-campaign"
    | "unknown-article";
  kind?: CallKind;
  /** The title or slug in the text. */
  text: string;
  locale: Locale;
  children?: ReactNode;
};

/** Renders an unresolved reference for the public: as plain text. */
export async function PlainReference({
  reason,
  kind = "take-action",
  text,
  locale,
  children,
}: UnresolvedReferenceProps) {
  const t = await getTranslations({ locale, namespace: "article" });
  switch (reason) {
    case "unmatched-call-out":
      return <p>{`${t(`kinds.${kind}`)}: ${text}`}</p>;
    case "unmatched-read-more":
      return <p>{`${t("readMore")}: ${text}`}</p>;
    default:
      return children;
  }
}
