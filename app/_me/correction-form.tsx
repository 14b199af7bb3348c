import { RadioOptions } from "@/app/_components/radio-options";
import { Field, type FieldTexts, inputProps } from "@/app/_signing/sign-field";
import { countryOptions, signingTexts } from "@/app/_signing/signing-texts";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { meApiPath } from "@/lib/paths";
import { MAX_COMMENT_LENGTH, MAX_NAME_LENGTH } from "@/lib/signatures/sign-limits";

type CorrectionFormProps = {
  /** The id of the signature. */
  id: string;
  locale: Locale;
  token: string;
  values: FieldTexts;
  errors?: FieldTexts;
};

/** The form in which a signer corrects or hides what they signed with. By the same texts and rules as signing. */
export function CorrectionForm({ id, locale, token, values, errors }: CorrectionFormProps) {
  const texts = signingTexts(locale);
  const t = getTranslator(locale, "me");
  const state = { id: `correct-${id}`, values, errors };
  const displays = [
    ["anonymous", texts.displayAnonymous],
    ["first", texts.displayFirst],
    ["full", texts.displayFull],
  ] as const;
  return (
    <form className="sign-form" method="post" action={meApiPath(`signatures/${id}`)}>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="token" value={token} />
      <Field {...state} field="name" label={texts.name}>
        <input
          className="input"
          type="text"
          autoComplete="name"
          required
          maxLength={MAX_NAME_LENGTH}
          {...inputProps("name", state)}
        />
      </Field>
      <fieldset className="field">
        <legend className="field-label">{texts.display}</legend>
        <RadioOptions name="display" options={displays} chosen={values.display} />
      </fieldset>
      <Field {...state} field="shownName" label={texts.shownName} hint={texts.shownNameHint}>
        <input
          className="input"
          type="text"
          autoComplete="off"
          maxLength={MAX_NAME_LENGTH}
          {...inputProps("shownName", state, texts.shownNameHint)}
        />
      </Field>
      <Field {...state} field="country" label={`${texts.country} (${texts.optional})`}>
        <select className="input" autoComplete="country" {...inputProps("country", state)}>
          <option value="">{texts.countryNone}</option>
          {countryOptions(locale).map(([code, name]) => (
            <option key={code} value={code} dir="auto">
              {name}
            </option>
          ))}
        </select>
      </Field>
      <Field
        {...state}
        field="comment"
        label={`${texts.comment} (${texts.optional})`}
        hint={t("commentHint")}
      >
        <textarea
          className="input"
          rows={4}
          maxLength={MAX_COMMENT_LENGTH}
          {...inputProps("comment", state, t("commentHint"))}
        />
      </Field>
      <button type="submit" className="button button-quiet">
        {t("save")}
      </button>
    </form>
  );
}
