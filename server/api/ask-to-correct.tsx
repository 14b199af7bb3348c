import type { ZodError } from "zod";
import { plainPage } from "@/app/_http/plain-page";
import type { BodyKind, Fields } from "@/app/_http/read-body";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { AddressChoice } from "@/app/_signing/address-choice";
import { PrivacyLine } from "@/app/_signing/privacy-line";
import type { FieldTexts } from "@/app/_signing/sign-field";
import { SignFields } from "@/app/_signing/sign-fields";
import { countryOptions, type SigningTexts, signingTexts } from "@/app/_signing/signing-texts";
import { type Campaign, getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { campaignApiPath, campaignPath } from "@/lib/paths";
import { errorsByField, typedTexts } from "./field-errors";

type Correction = {
  slug: string;
  kind: BodyKind;
  locale: Locale;
  fields: Fields;
  error?: ZodError;
  suggestion?: string;
};

/** Responds with the fields to correct: programs get a problem document, people get the form with what they typed. */
export async function askToCorrect({
  slug,
  kind,
  locale,
  fields,
  error,
  suggestion,
}: Correction): Promise<Response> {
  const texts = signingTexts(locale);
  const errors = error ? errorsByField(error, texts) : {};
  const campaign = await withDatabaseLimits(async () => ({
    found: await getPublishedCampaign(db(), { slug, locale }),
  }));
  const retry = { method: "post", action: campaignApiPath(slug, "signatures"), fields } as const;
  if (!campaign) return refusePublicRequest({ reason: "busy", kind, locale, retry });
  if (!campaign.found) return refusePublicRequest({ reason: "notFound", kind, locale, backTo: `/${locale}` });
  if (campaign.found.status !== "open") {
    return refusePublicRequest({ reason: "closed", kind, locale, backTo: campaignPath(locale, slug) });
  }
  if (kind === "json") return refusePublicRequest({ reason: "invalid", kind, locale, errors });
  const t = getTranslator(locale);
  return plainPage({
    locale,
    // A suggested address is a question, not an error.
    status: suggestion ? 200 : 422,
    title: suggestion
      ? t("sign.checkAddressTitle")
      : t("sign.correctTitle", { count: Object.keys(errors).length }),
    children: (
      <>
        <p>{suggestion ? texts.checkAddressLead : texts.correctLead}</p>
        <p>
          {t("campaign.kicker")}: <strong dir="auto">{campaign.found.title}</strong>
        </p>
        <CorrectionForm
          slug={slug}
          locale={locale}
          texts={texts}
          campaign={campaign.found}
          typed={typedTexts(fields)}
          errors={errors}
          suggestion={suggestion}
        />
      </>
    ),
  });
}

type CorrectionFormProps = {
  slug: string;
  locale: Locale;
  texts: SigningTexts;
  campaign: Campaign;
  typed: FieldTexts;
  errors: Record<string, string[]>;
  suggestion?: string;
};

const HIDDEN_FIELDS = [
  "locale",
  "article",
  "callout",
  "via",
  "channel",
  "text",
  "wording",
  "postcode",
  "addressChecked",
];

/** The form with what was typed, and what is to be corrected in it. */
export function CorrectionForm({
  slug,
  locale,
  texts,
  campaign,
  typed,
  errors,
  suggestion,
}: CorrectionFormProps) {
  const marked = Object.fromEntries(Object.entries(errors).map(([field, messages]) => [field, messages[0]]));
  return (
    <form className="sign-form" method="post" action={campaignApiPath(slug, "signatures")}>
      {/* Enter presses the first button of a form. It must send the address as typed, not our suggestion. */}
      <button type="submit" className="unseen" tabIndex={-1}>
        {texts.button}
      </button>
      <SignFields
        texts={texts}
        countries={countryOptions(locale)}
        campaign={campaign}
        id="sign"
        values={typed}
        errors={marked}
        suggestion={suggestion && <AddressAnswers texts={texts} suggestion={suggestion} />}
      />
      {HIDDEN_FIELDS.filter((name) => typed[name] && !errors[name]).map((name) => (
        <input key={name} type="hidden" name={name} value={typed[name]} />
      ))}
      <button type="submit" className="button button-act">
        {texts.button}
      </button>
      <PrivacyLine campaign={campaign} locale={locale} texts={texts} />
    </form>
  );
}

/** Each of the two answers sends the form. An address that is sent from this page is not questioned again. */
function AddressAnswers({ texts, suggestion }: { texts: SigningTexts; suggestion: string }) {
  return (
    <AddressChoice question={texts.didYouMean.replace("{address}", suggestion)}>
      <input type="hidden" name="addressChecked" value="on" />
      <button type="submit" className="button button-quiet" name="email" value={suggestion}>
        {texts.useIt}
      </button>
      <button type="submit" className="button button-quiet">
        {texts.keepIt}
      </button>
    </AddressChoice>
  );
}
