"use client";

import { useState } from "react";
import { campaignApiPath } from "@/lib/paths";
import { type Answer, postJson } from "./post-json";
import type { FieldTexts } from "./sign-fields";
import { type CampaignToSign, useSigning } from "./signing-context";

type SignState = { step: "filling" | "sending" | "sent"; errors: FieldTexts; failure?: string };

/** Sends a form's fields and tells what became of it. Nothing that was typed is lost on any way out. */
export function useSign(campaign: CampaignToSign) {
  const { texts } = useSigning();
  const [state, setState] = useState<SignState>({ step: "filling", errors: {} });

  async function sign(fields: Record<string, unknown>): Promise<FieldTexts> {
    setState({ step: "sending", errors: {} });
    const answer = await postJson(campaignApiPath(campaign.slug, "signatures"), fields);
    if (answer.status === 202) {
      setState({ step: "sent", errors: {} });
      return {};
    }
    const errors = answer.status === 422 ? fieldErrors(answer.body) : {};
    setState({
      step: "filling",
      errors,
      failure: Object.keys(errors).length > 0 ? undefined : failureOf(answer),
    });
    return errors;
  }

  function failureOf({ status, retryAfter }: Answer): string {
    if (status === 404 || status === 409) return texts.ended;
    if (status === 429 || status === 503) return texts.busy.replace("{seconds}", String(retryAfter));
    return texts.failed;
  }

  /** Takes back what was said of a field, once it is changed. */
  function forgive(field: string) {
    if (state.errors[field]) setState({ ...state, errors: { ...state.errors, [field]: undefined } });
  }

  /** Back to the form, with everything that was typed still in it. */
  function correct() {
    setState({ step: "filling", errors: {} });
  }

  return { state, sign, forgive, correct };
}

function fieldErrors({ errors }: Record<string, unknown>): FieldTexts {
  if (typeof errors !== "object" || errors === null) return {};
  return Object.fromEntries(
    Object.entries(errors).map(([field, messages]) => [
      field,
      Array.isArray(messages) ? String(messages[0]) : undefined,
    ]),
  );
}
