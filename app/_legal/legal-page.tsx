import { getTranslations } from "next-intl/server";
import { MessagePage } from "@/app/_components/message-page";
import { Day } from "@/app/_components/public-time";
import { requireLocale } from "@/app/_http/not-found";
import { db } from "@/lib/database";
import { fillLegalText, getLegalText, type LegalPage as Page } from "@/lib/legal/legal-text";
import { LegalMarkdown } from "./legal-markdown";

/** A legal page: its newest text, or the sample, which says that it is one. */
export async function LegalPage({ params, page }: { params: Promise<{ locale: string }>; page: Page }) {
  const locale = requireLocale((await params).locale);
  const t = await getTranslations({ locale, namespace: "legal" });
  const text = await getLegalText(db(), { page, locale });
  const { publishedAt, version } = text;
  return (
    <MessagePage title={t(`title.${page}`)}>
      {!text.isConfirmed && (
        <p role="note" className="slip p-4 font-semibold">
          {t("sample")}
        </p>
      )}
      <LegalMarkdown text={await fillLegalText(db(), { body: text.body, locale })} />
      {publishedAt && (
        <p className="text-sm text-soft">
          {t.rich("of", { version, date: () => <Day at={publishedAt} locale={locale} /> })}
        </p>
      )}
    </MessagePage>
  );
}
