"use client";

import { type FormEvent, useId, useRef, useState } from "react";
import { useAnnouncedError } from "@/app/_components/use-announced-error";
import { CodeField } from "./code-field";
import { FieldsToConfirm } from "./fields-to-confirm";
import { timeOf, useIsBefore } from "./mail-time";
import { setCount } from "./polled-count";
import { postJson } from "./post-json";
import { ResendMail } from "./resend-mail";
import { RetryCountdown } from "./retry-countdown";
import { readDraft } from "./sign-draft";
import { type CampaignToSign, useSigning } from "./signing-context";
import { setSigned } from "./signing-state";
import { useRetry } from "./use-retry";
import { useAttempt } from "./use-signing-state";
import { setTriesLeft } from "./watch-attempt";

type InboxStepProps = {
  campaign: CampaignToSign;
  nextMailAt?: number;
  /** When the mail is due, if not at once. */
  mailAt?: number;
  /** Called before the thanks replace this step. */
  onConfirmed: () => void;
  onCorrect: () => void;
};

/** "Check your inbox": the words to confirm, the field for the code, and a button for another mail. */
export function InboxStep({ campaign, nextMailAt, mailAt, onConfirmed, onCorrect }: InboxStepProps) {
  const { texts } = useSigning();
  const attempt = useAttempt(campaign.slug);
  const { email } = readDraft(campaign.slug).fields;
  const id = useId();
  const isLocked = attempt?.triesLeft === 0;
  const lead = email ? texts.inbox.leadTo.replace("{address}", () => email) : texts.inbox.lead;
  return (
    <section className="sign-form" aria-labelledby={`${id}-title`}>
      <h3 data-step-start tabIndex={-1} id={`${id}-title`} className="text-2xl font-semibold">
        {texts.inbox.title}
      </h3>
      {attempt?.mail !== "bounced" && <p className="wrap-anywhere">{lead}</p>}
      <p role="alert" className="field-error empty:hidden">
        {attempt?.mail === "bounced" && texts.inbox.bounced}
      </p>
      <MailToCome at={mailAt} />
      <ConfirmByCode campaign={campaign} id={id} isLocked={isLocked} onConfirmed={onConfirmed} />
      <FieldsToConfirm texts={texts} campaign={campaign} fields={attempt?.words} />
      <p>
        <button type="button" className="link-button" onClick={onCorrect}>
          {texts.inbox.correct}
        </button>
      </p>
      <ResendMail campaign={campaign.slug} nextMailAt={attempt?.nextMailAt ?? nextMailAt} isMain={isLocked} />
    </section>
  );
}

/** Says when the mail about corrected fields comes, and that the code in the earlier mail is not theirs. */
function MailToCome({ at }: { at?: number }) {
  const { texts, locale } = useSigning();
  if (!useIsBefore(at)) return null;
  return (
    <p className="font-semibold">
      {texts.inbox.newMailAt.replace("{time}", timeOf(at ?? 0, locale))} {texts.inbox.earlierCode}
    </p>
  );
}

type ConfirmByCodeProps = Pick<InboxStepProps, "campaign" | "onConfirmed"> & {
  id: string;
  /** Whether no more codes may be tried. */
  isLocked: boolean;
};

function ConfirmByCode({ campaign, id, isLocked, onConfirmed }: ConfirmByCodeProps) {
  const { texts, locale } = useSigning();
  const { error, announce, announced } = useAnnouncedError();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { secondsLeft, retryIn, cancel } = useRetry(() => form.current?.requestSubmit());
  const codeField = useRef<HTMLInputElement>(null);

  async function confirm(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    cancel();
    announce("");
    const code = String(new FormData(event.currentTarget).get("code") ?? "");
    const fields = { code, campaign: campaign.slug, locale };
    const { status, body, retryAfter } = await postJson("/api/v1/confirmations", fields);
    setBusy(false);
    if (status === 503) {
      retryIn(retryAfter);
      return announce(texts.inbox.busy);
    }
    if (status !== 200) {
      const messages: Record<number, string> = { 410: texts.inbox.expired, 422: texts.inbox.wrong };
      if (typeof body.triesLeft === "number") setTriesLeft(campaign.slug, body.triesLeft);
      announce(codeError(body) ?? messages[status] ?? texts.inbox.failed);
      return codeField.current?.focus();
    }
    const { signatures, goal, share, receipt } = body;
    if (typeof signatures === "number" && typeof goal === "number")
      setCount(String(body.campaign), { signatures, goal });
    onConfirmed();
    setSigned(campaign.slug, String(share), typeof receipt === "string" ? receipt : undefined);
  }

  return (
    <form ref={form} className="grid gap-3" method="post" action="/api/v1/confirmations" onSubmit={confirm}>
      <CodeField
        ref={codeField}
        id={id}
        texts={texts.inbox}
        error={error || (isLocked ? texts.inbox.locked : "")}
        announced={announced}
      />
      <RetryCountdown secondsLeft={secondsLeft} />
      <button
        type="submit"
        className={isLocked ? "button button-quiet" : "button button-act"}
        data-step-act
        aria-disabled={busy}
      >
        {busy ? texts.inbox.confirming : texts.inbox.confirm}
      </button>
    </form>
  );
}

/** Returns the message about the code in the response, in the reader's language. */
function codeError({ errors }: Record<string, unknown>): string | undefined {
  if (typeof errors !== "object" || errors === null || !("code" in errors)) return undefined;
  return Array.isArray(errors.code) ? String(errors.code[0]) : undefined;
}
