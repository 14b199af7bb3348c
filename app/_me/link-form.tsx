import { Field, inputProps } from "@/app/_signing/sign-field";
import { signingTexts } from "@/app/_signing/signing-texts";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { meApiPath } from "@/lib/paths";
import { MAX_ADDRESS_LENGTH } from "@/lib/supporters/address-length";

type LinkFormProps = { locale: Locale; problem?: "missing" | "invalid" | null };

/** The form that asks for a link to one's own signatures. */
export function LinkForm({ locale, problem }: LinkFormProps) {
  const t = getTranslator(locale, "me.ask");
  const { emailMissing, emailInvalid } = signingTexts(locale).errors;
  const error = { missing: emailMissing, invalid: emailInvalid };
  const state = { id: "me", errors: problem ? { email: error[problem] } : {} };
  return (
    <form className="sign-form" method="post" action={meApiPath("links")}>
      <input type="hidden" name="locale" value={locale} />
      <Field {...state} field="email" label={t("email")} hint={t("hint")}>
        <input
          className="input"
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={MAX_ADDRESS_LENGTH}
          {...inputProps("email", state, t("hint"))}
        />
      </Field>
      <button type="submit" className="button button-act">
        {t("button")}
      </button>
    </form>
  );
}
