import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";

/** A request that can be sent again as it was. */
export type Retry = { method: "get" | "post"; action: string; fields: Record<string, unknown> };

type RetryFormProps = Retry & { locale: Locale; seconds: number };

/**
 * A form that keeps everything that was sent, with a button that sends it again. With JavaScript (`public/retry.js`) it counts down
 * and presses the button itself.
 */
export function RetryForm({ method, action, fields, locale, seconds }: RetryFormProps) {
  const t = getTranslator(locale, "problem");
  const texts = Object.entries(fields).filter(
    (field): field is [string, string] => typeof field[1] === "string",
  );
  return (
    <form method={method} action={action} data-retry-seconds={seconds}>
      {texts.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p role="timer" data-retry-text={t("retryIn", { seconds: "{seconds}" })} hidden />
      <p>
        <button type="submit" className="button button-act">
          {t("tryAgain")}
        </button>
      </p>
      <script src="/retry.js" defer />
    </form>
  );
}
