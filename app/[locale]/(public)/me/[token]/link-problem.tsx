import { MessagePage } from "@/app/_components/message-page";
import { LinkForm } from "@/app/_me/link-form";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import type { OwnPage } from "@/lib/me/open-page";

type Problem = Exclude<OwnPage["outcome"], "open">;

/** Says why a link opens nothing, and asks for a new one where there may be one. */
export function LinkProblem({ locale, outcome }: { locale: Locale; outcome: Problem }) {
  const t = getTranslator(locale, "me");
  const texts = {
    invalid: [t("invalidTitle"), t("invalidLead")],
    moved: [t("movedTitle"), t("movedLead")],
    erasing: [t("erase.runningTitle"), t("erase.running")],
    erased: [t("erase.doneTitle"), t("erase.done")],
  } as const;
  const [title, lead] = texts[outcome];
  const isOver = outcome === "erasing" || outcome === "erased";
  return (
    <MessagePage title={title}>
      <p className="font-serif text-xl">{lead}</p>
      {isOver ? <p>{t("erase.stays")}</p> : <LinkForm locale={locale} />}
    </MessagePage>
  );
}
