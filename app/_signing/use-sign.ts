"use client";

import { useState } from "react";
import { campaignApiPath } from "@/lib/paths";
import { nextMailAt } from "@/lib/signatures/mail-limits";
import { parseTime } from "./attempt-status";
import { type JsonResponse, postJson } from "./post-json";
import type { FieldTexts } from "./sign-field";
import { type CampaignToSign, useSigning } from "./signing-context";
import { setPending } from "./signing-state";
import { useRetry } from "./use-retry";
import { clearAttempt } from "./watch-attempt";

type SignState = { step: "filling" | "sending"; errors: FieldTexts; failure?: string };
type UseSignOptions = {
  campaign: CampaignToSign;
  onSent: () => void;
  /** Submits the form again, with what it holds then. */
  resubmit: () => void;
};

/**
 * Signs a campaign and keeps the state of its form. The input is kept whatever the result, and sent again by itself if there were too
 * many requests. `onSent` is called before the next step replaces the form.
 */
export function useSign({ campaign, onSent, resubmit }: UseSignOptions) {
  const { texts } = useSigning();
  const { secondsLeft, retryIn, cancel } = useRetry(resubmit);
  const [state, setState] = useState<SignState>({ step: "filling", errors: {} });

  async function sign(fields: Record<string, unknown>): Promise<FieldTexts> {
    cancel();
    setState({ step: "sending", errors: {} });
    const response = await postJson(campaignApiPath(campaign.slug, "signatures"), fields);
    if (response.status === 202) {
      setState({ step: "filling", errors: {} });
      clearAttempt(campaign.slug);
      onSent();
      setPending(campaign.slug, {
        now: Date.now(),
        nextMailAt: parseTime(response.body.nextMailAt) ?? nextMailAt(new Date()).getTime(),
        mailAt: parseTime(response.body.mailAt) ?? undefined,
      });
      return {};
    }
    if (isBusy(response)) retryIn(response.retryAfter);
    const errors = response.status === 422 ? fieldErrors(response.body) : {};
    setState({
      step: "filling",
      errors,
      failure: Object.keys(errors).length > 0 ? undefined : failureOf(response),
    });
    return errors;
  }

  function failureOf(response: JsonResponse): string {
    const { status, body } = response;
    // Signing is paused: the answer says so in the words of the staff.
    if (body.isPaused === true) return String(body.detail);
    if (status === 404 || status === 409) return texts.ended;
    if (isBusy(response)) return texts.busy;
    return texts.failed;
  }

  /** Clears the error of a field after a change. */
  function clearError(field: string) {
    if (state.errors[field]) setState({ ...state, errors: { ...state.errors, [field]: undefined } });
  }

  return { state, sign, clearError, secondsLeft };
}

/** Whether there are too many requests for now. Not if staff have paused signing. */
function isBusy({ status, body }: JsonResponse): boolean {
  return (status === 429 || status === 503) && body.isPaused !== true;
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
