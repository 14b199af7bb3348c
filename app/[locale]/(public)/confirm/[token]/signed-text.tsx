import { getTranslations } from "next-intl/server";
import { AttemptWords } from "@/app/_signing/attempt-words";
import type { Locale } from "@/lib/i18n/locales";
import type { Words } from "@/lib/signatures/attempts";

/** The words to confirm, with the petition text. The owner of the mailbox reads them first, because someone else may have entered them. */
export async function SignedText({ words, locale }: { words: Words; locale: Locale }) {
  const t = await getTranslations({ locale });
  return (
    <div className="slip">
      <div className="px-5 py-5">
        <AttemptWords attempt={words} locale={locale} />
      </div>
      <details className="border-t border-rule px-5 py-3">
        <summary className="min-h-6 cursor-pointer font-semibold">{t("campaign.versionTitle")}</summary>
        <div
          className="mt-3 grid gap-3 font-serif text-lg whitespace-pre-line"
          lang={words.textLocale}
          dir="auto"
        >
          <p dir="auto">{words.summary}</p>
          <p dir="auto">{words.ask}</p>
        </div>
      </details>
    </div>
  );
}
