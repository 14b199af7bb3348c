import { getTranslations } from "next-intl/server";
import { MarkdownText } from "@/app/_campaigns/petition-text";
import { AttemptWords } from "@/app/_signing/attempt-words";
import type { Locale } from "@/lib/i18n/locales";
import type { AttemptFields } from "@/lib/signatures/attempts";

/** The fields to confirm, with the petition text. Someone else than the owner of the mailbox may have entered them. */
export async function SignedText({ fields, locale }: { fields: AttemptFields; locale: Locale }) {
  const t = await getTranslations({ locale });
  return (
    <div className="slip">
      <div className="px-5 py-5">
        <AttemptWords attempt={fields} locale={locale} />
      </div>
      <details className="border-t border-rule px-5 py-3">
        <summary className="min-h-6 cursor-pointer font-semibold">{t("campaign.versionTitle")}</summary>
        <div className="prose in-column mt-3" lang={fields.textLocale} dir="auto">
          <p dir="auto">{fields.summary}</p>
          <MarkdownText text={fields.ask} />
        </div>
      </details>
    </div>
  );
}
