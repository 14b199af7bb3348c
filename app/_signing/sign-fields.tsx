import type { ReactNode } from "react";
import { MAX_COMMENT_LENGTH, MAX_NAME_LENGTH } from "@/lib/signatures/sign-limits";
import { MAX_ADDRESS_LENGTH } from "@/lib/supporters/address-length";
import { DeliveryChoice } from "./delivery-choice";
import { Field, type FieldState, inputProps } from "./sign-field";
import type { CampaignToSign } from "./signing-context";
import type { SigningTexts } from "./signing-texts";

type SignFieldsProps = FieldState & {
  texts: SigningTexts;
  countries: [code: string, name: string][];
  /** Whom the petition is addressed to, and what staff wrote for its form. */
  campaign: Pick<CampaignToSign, "target" | "wording">;
  /** Shown under the address: "Did you mean …?" */
  suggestion?: ReactNode;
};

/** The fields of the form. Without state, so that route handlers can render them, too. */
export function SignFields({ texts, countries, campaign, suggestion, ...state }: SignFieldsProps) {
  const { values = {} } = state;
  const consent = { ...texts.consent, ...campaign.wording?.texts };
  return (
    <>
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
      <Field {...state} field="email" label={texts.email} hint={texts.emailHint}>
        <input
          className="input"
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={MAX_ADDRESS_LENGTH}
          {...inputProps("email", state, texts.emailHint)}
        />
        {suggestion}
      </Field>
      <CountryField texts={texts} countries={countries} {...state} />
      <OptionalFields texts={texts} displayHint={consent.display} {...state} />
      <DeliveryChoice texts={texts} wording={consent.delivery} target={campaign.target} values={values} />
      <label className="tick">
        <input
          className="check"
          type="checkbox"
          name="updates"
          value="on"
          defaultChecked={values.updates === "on"}
        />
        <span>{consent.updates}</span>
      </label>
    </>
  );
}

function CountryField({ texts, countries, ...state }: Omit<SignFieldsProps, "suggestion" | "campaign">) {
  return (
    <Field {...state} field="country" label={`${texts.country} (${texts.optional})`}>
      <select className="input" autoComplete="country" {...inputProps("country", state)}>
        <option value="">{texts.countryNone}</option>
        {countries.map(([code, name]) => (
          <option key={code} value={code} dir="auto">
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** The comment and the display of the name. Open if one of them has input or an error. */
function OptionalFields({
  texts,
  displayHint,
  ...state
}: FieldState & { texts: SigningTexts; displayHint: string }) {
  const { values = {}, errors = {} } = state;
  const isChanged = values.comment || (values.display && values.display !== "anonymous");
  return (
    <details
      className="more-fields"
      open={Boolean(errors.comment || errors.display || errors.shownName || isChanged)}
    >
      <summary>{texts.more}</summary>
      <Field
        {...state}
        field="comment"
        label={`${texts.comment} (${texts.optional})`}
        hint={texts.commentHint}
      >
        <textarea
          className="input"
          rows={3}
          maxLength={MAX_COMMENT_LENGTH}
          {...inputProps("comment", state, texts.commentHint)}
        />
      </Field>
      <Field {...state} field="display" label={texts.display} hint={displayHint}>
        <select
          className="input"
          {...inputProps("display", state, displayHint)}
          defaultValue={values.display ?? "anonymous"}
        >
          <option value="anonymous">{texts.displayAnonymous}</option>
          <option value="first">{texts.displayFirst}</option>
          <option value="full">{texts.displayFull}</option>
        </select>
      </Field>
      {/* Hidden unless the first name is to be shown. */}
      <div className="shown-name">
        <Field {...state} field="shownName" label={texts.shownName} hint={texts.shownNameHint}>
          <input
            className="input"
            type="text"
            autoComplete="given-name"
            maxLength={MAX_NAME_LENGTH}
            {...inputProps("shownName", state, texts.shownNameHint)}
          />
        </Field>
      </div>
    </details>
  );
}
