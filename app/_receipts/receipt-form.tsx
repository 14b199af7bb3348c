import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";

/** The form that checks a receipt: pasted, or as a file, which browsers also let drop on the field. Needs no JavaScript. */
export function ReceiptForm({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "receipt.check");
  return (
    <form
      className="sign-form"
      method="post"
      action="/api/v1/receipts/verification"
      encType="multipart/form-data"
    >
      <input type="hidden" name="locale" value={locale} />
      <div className="field">
        <label htmlFor="receipt">{t("label")}</label>
        <p id="receipt-hint" className="field-hint">
          {t("hint")}
        </p>
        <textarea
          id="receipt"
          name="receipt"
          className="input"
          rows={6}
          dir="ltr"
          spellCheck={false}
          autoComplete="off"
          aria-describedby="receipt-hint"
        />
      </div>
      <div className="field">
        <label htmlFor="receipt-file">{t("file")}</label>
        <input
          id="receipt-file"
          className="input"
          type="file"
          name="file"
          accept=".json,.jsonld,application/json,application/ld+json"
        />
      </div>
      <button type="submit" className="button button-act">
        {t("button")}
      </button>
    </form>
  );
}
