import { getTranslations } from "next-intl/server";
import { PlainReference, type UnresolvedReferenceProps } from "@/app/_articles/unresolved-reference";

/** An unresolved reference in the preview: says what is missing, and what readers see instead. */
export async function PreviewGap({ reason, text, kind, locale, children }: UnresolvedReferenceProps) {
  const t = await getTranslations({ locale, namespace: "staff.articleEditor.preview" });
  if (reason === "unmatched-inline") {
    return (
      <span className="border-b-2 border-dashed border-rule-strong">
        {children} <span className="font-sans text-sm text-soft">({t("unmatchedInline")})</span>
      </span>
    );
  }
  return (
    <aside className="component call-out gap-slip">
      <p className="kicker">{reasonText(t, { reason, text })}</p>
      {reason === "unmatched-call-out" || reason === "unmatched-read-more" ? (
        <PlainReference reason={reason} text={text} kind={kind} locale={locale} />
      ) : (
        <p className="text-soft">{t("readersSee")}</p>
      )}
    </aside>
  );
}

type Translate = Awaited<ReturnType<typeof getTranslations<"staff.articleEditor.preview">>>;

function reasonText(
  t: Translate,
  { reason, text }: Pick<UnresolvedReferenceProps, "reason" | "text">,
): string {
  switch (reason) {
    case "unmatched-call-out":
    case "unmatched-inline":
      return t("unmatchedCallOut");
    case "unmatched-read-more":
      return t("unmatchedReadMore");
    case "unknown-campaign":
      return t("unknownCampaign", { words: text });
    case "unknown-article":
      return t("unknownArticle", { words: text });
  }
}
