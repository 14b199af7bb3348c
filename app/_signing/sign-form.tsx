"use client";

import { type FormEvent, type RefObject, useEffect, useId, useRef } from "react";
import { useIsHydrated } from "@/app/_components/is-hydrated";
import { parseAttribution } from "@/lib/attribution";
import { campaignApiPath } from "@/lib/paths";
import { CONSENT_VERSION } from "@/lib/signatures/consent-wording";
import { AddressCheck } from "./address-check";
import { PrivacyLine } from "./privacy-line";
import { RetryCountdown } from "./retry-countdown";
import { ShownNameFiller } from "./shown-name-filler";
import { changedFields, fillIn, readDraft, saveDraft, typedFields } from "./sign-draft";
import { SignFields } from "./sign-fields";
import { type CampaignToSign, useSigning } from "./signing-context";
import { useSign } from "./use-sign";

type SignFormProps = { campaign: CampaignToSign; callout?: string; onSent: () => void };

/** The form for signing. What is typed survives a reload. Without JavaScript the browser submits it. */
export function SignForm({ campaign, callout, onSent }: SignFormProps) {
  const { texts, countries, article, opensTab } = useSigning();
  const form = useRef<HTMLFormElement>(null);
  const resubmit = () => form.current?.requestSubmit();
  const { state, sign, clearError, secondsLeft } = useSign({ campaign, onSent, resubmit });
  const isHydrated = useIsHydrated();
  const id = useId();
  useDraft(form, { campaign: campaign.slug, callout });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (state.step === "sending") return;
    const errors = await sign({
      ...Object.fromEntries(new FormData(event.currentTarget)),
      ...attributionOf(article, callout),
    });
    const first = Object.keys(errors)[0];
    // After the next paint, because the field may be in a section that has just been opened.
    if (first) requestAnimationFrame(() => field(first)?.focus());
  }

  function field(name: string) {
    return form.current?.querySelector<HTMLInputElement>(`[name="${name}"]`);
  }

  return (
    <form
      ref={form}
      className="sign-form"
      method="post"
      target={opensTab && "_blank"}
      action={campaignApiPath(campaign.slug, "signatures")}
      noValidate={isHydrated}
      onSubmit={submit}
      onChange={({ target }) =>
        target instanceof HTMLElement && clearError(target.getAttribute("name") ?? "")
      }
      aria-label={`${texts.title}: ${campaign.title}`}
    >
      <SignFields
        texts={texts}
        countries={countries}
        campaign={campaign}
        id={id}
        errors={state.errors}
        suggestion={<AddressCheck form={form} />}
      />
      <ShownNameFiller form={form} />
      <HiddenFields campaign={campaign} callout={callout} />
      <SubmitSection
        campaign={campaign}
        isSending={state.step === "sending"}
        failure={state.failure}
        secondsLeft={secondsLeft}
      />
    </form>
  );
}

/** Fills the form with what was typed before in this tab, and stores what is typed now. */
function useDraft(
  form: RefObject<HTMLFormElement | null>,
  { campaign, callout }: { campaign: string; callout?: string },
) {
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    // What was typed before the script had loaded is newer than the draft.
    fillIn(element, { ...readDraft(campaign).fields, ...changedFields(element) });
    const save = () => saveDraft(campaign, { fields: typedFields(element), callout });
    const events = ["input", "change", "submit"] as const;
    for (const type of events) element.addEventListener(type, save);
    return () => {
      for (const type of events) element.removeEventListener(type, save);
    };
  }, [form, campaign, callout]);
}

function HiddenFields({ campaign, callout }: Omit<SignFormProps, "onSent">) {
  const { locale, article } = useSigning();
  return (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="text" value={campaign.textId} />
      <input type="hidden" name="wording" value={campaign.wording?.id ?? CONSENT_VERSION} />
      {article && <input type="hidden" name="article" value={article} />}
      {callout && <input type="hidden" name="callout" value={callout} />}
    </>
  );
}

type SubmitSectionProps = {
  campaign: CampaignToSign;
  isSending: boolean;
  failure?: string;
  secondsLeft: number;
};

function SubmitSection({ campaign, isSending, failure, secondsLeft }: SubmitSectionProps) {
  const { texts, locale } = useSigning();
  return (
    <>
      <p role="alert" className="field-error empty:hidden">
        {failure}
      </p>
      <RetryCountdown secondsLeft={secondsLeft} />
      <div className="sign-submit">
        <button type="submit" className="button button-act text-lg" aria-disabled={isSending}>
          {isSending ? texts.sending : texts.button}
        </button>
        <PrivacyLine campaign={campaign} locale={locale} texts={texts} />
      </div>
    </>
  );
}

/** Returns the attribution of this form: its own article and call-out, else those in the query (`?from=article.callout&via=code&channel=name`). */
function attributionOf(article?: string, callout?: string): Record<string, unknown> {
  const fromQuery = parseAttribution(new URLSearchParams(location.search));
  const attribution = {
    ...fromQuery,
    article: article ?? fromQuery.article,
    callout: article ? callout : (fromQuery.callout ?? callout),
  };
  return Object.fromEntries(Object.entries(attribution).filter(([, value]) => value));
}
