"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { CodeField } from "./code-field";
import { setCount } from "./polled-count";
import { postJson } from "./post-json";
import { type CampaignToSign, useSigning } from "./signing-context";
import { ThanksStep } from "./thanks-step";

type InboxStepProps = { campaign: CampaignToSign; address: string; onCorrect: () => void };

/** "Check your inbox", with a field for the code, in place of the form. */
export function InboxStep({ campaign, address, onCorrect }: InboxStepProps) {
  const { texts, locale } = useSigning();
  const [shareUrl, setShareUrl] = useState<string | null>(null);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const codeField = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => heading.current?.focus(), []);

  async function confirm(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const code = String(new FormData(event.currentTarget).get("code") ?? "");
    const { status, body } = await postJson("/api/v1/confirmations", {
      code,
      campaign: campaign.slug,
      locale,
    });
    setBusy(false);
    if (status !== 200) {
      const messages: Record<number, string> = { 410: texts.inbox.expired, 422: texts.inbox.wrong };
      setError(codeError(body) ?? messages[status] ?? texts.inbox.failed);
      return codeField.current?.focus();
    }
    const { signatures, goal, share } = body;
    if (typeof signatures === "number" && typeof goal === "number")
      setCount(String(body.campaign), { signatures, goal });
    setShareUrl(String(share));
  }

  if (shareUrl) return <ThanksStep campaign={campaign} shareUrl={shareUrl} />;
  return (
    <section className="sign-form" aria-labelledby={`${id}-title`}>
      <h3 ref={heading} tabIndex={-1} id={`${id}-title`} className="text-2xl font-semibold">
        {texts.inbox.title}
      </h3>
      <p>{texts.inbox.lead}</p>
      <p>
        {texts.inbox.sentTo.replace("{address}", address)}{" "}
        <button type="button" className="link-button" onClick={onCorrect}>
          {texts.inbox.correct}
        </button>
      </p>
      <form className="grid gap-3" method="post" action="/api/v1/confirmations" onSubmit={confirm}>
        <CodeField ref={codeField} id={id} texts={texts.inbox} error={error} />
        <button type="submit" className="button button-act" aria-disabled={busy}>
          {busy ? texts.inbox.confirming : texts.inbox.confirm}
        </button>
      </form>
      <ResendMail />
    </section>
  );
}

/** Returns the message about the code in the response, in the reader's language. */
function codeError({ errors }: Record<string, unknown>): string | undefined {
  if (typeof errors !== "object" || errors === null || !("code" in errors)) return undefined;
  return Array.isArray(errors.code) ? String(errors.code[0]) : undefined;
}

function ResendMail() {
  const { texts } = useSigning();
  const [message, setMessage] = useState("");
  async function resend() {
    const { status } = await postJson("/api/v1/confirmations/mails", {});
    setMessage(status === 202 ? texts.inbox.askedAgain : texts.inbox.failed);
  }
  return (
    <div className="grid gap-2 text-sm text-soft">
      <p>{texts.inbox.noMail}</p>
      <p>
        <button type="button" className="link-button" onClick={resend}>
          {texts.inbox.again}
        </button>{" "}
        <span role="status">{message}</span>
      </p>
    </div>
  );
}
