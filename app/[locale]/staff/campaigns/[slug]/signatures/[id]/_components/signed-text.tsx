import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { isLocale, LOCALE_NAMES } from "@/lib/i18n/locales";
import { type DetailProps, DetailSection } from "./detail-section";

/** The petition text that was signed, with its version and fingerprint. */
export async function SignedText({ locale, signature }: DetailProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.detail" });
  const { text } = signature;
  const language = isLocale(text.locale) ? LOCALE_NAMES[text.locale] : text.locale;
  return (
    <DetailSection title={t("words")}>
      <p lang={text.locale} className="mt-2 font-serif text-lg">
        {text.title}
      </p>
      <p className="mt-1 text-sm text-soft">
        {t("version", { number: text.version, language })}
        {text.publishedAt && (
          <>
            , {t("publishedOn")}{" "}
            <LocalTime at={text.publishedAt.toISOString()} locale={locale} format={{ dateStyle: "long" }} />
          </>
        )}
      </p>
      <p className="mt-1 text-xs break-all text-soft">
        {t("fingerprint")}: {text.sha256}
      </p>
    </DetailSection>
  );
}
