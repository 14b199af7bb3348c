import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { receiptPath } from "@/lib/paths";

/** The link to the receipt, for its signer only. */
export function ReceiptLink({ token, locale }: { token: string; locale: Locale }) {
  return (
    <p>
      <a href={receiptPath(locale, token)} rel="nofollow">
        {getTranslator(locale, "receipt")("link")}
      </a>
    </p>
  );
}
