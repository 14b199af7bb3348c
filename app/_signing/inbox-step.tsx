"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { CodeField } from "./code-field";
import { setCount } from "./polled-count";
import { postJson } from "./post-json";
import { type CampaignToSign, useSigning } from "./signing-context";
import { ThanksStep } from "./thanks-step";

type InboxStepProps = { campaign: CampaignToSign; address: string; onCorrect: () => void };

/** "Check your inbox", with a field for the code, right where one signed. */
export function InboxStep({ campaign, address, onCorrect }: InboxStepProps) {
  const { texts, locale } = useSigning();
  const [shareUrl, setShareUrl] = useState<string | null>(null);
  const [fault, setFault] = useState("");
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
      const faults: Record<number, string> = { 410: texts.inbox.expired, 422: texts.inbox.wrong };
      setFault(toldOfCode(body) ?? faults[status] ?? texts.inbox.failed);
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
        <CodeField ref={codeField} id={id} texts={texts.inbox} fault={fault} />
        <button type="submit" className="button button-act" aria-disabled={busy}>
          {busy ? texts.inbox.confirming : texts.inbox.confirm}
        </button>
      </form>
      <SendAgain />
    </section>
  );
}

/** What the answer itself has to say about the code, in the reader's language. */
function toldOfCode({ errors }: Record<string, unknown>): string | undefined {
  if (typeof errors !== "object" || errors === null || !("code" in errors)) return undefined;
  return Array.isArray(errors.code) ? String(errors.code[0]) : undefined;
}

function SendAgain() {
  const { texts } = useSigning();
  const [said, say] = useState("");
  async function ask() {
    const { status } = await postJson("/api/v1/confirmations/mails", {});
    say(status === 202 ? texts.inbox.askedAgain : texts.inbox.failed);
  }
  return (
    <div className="grid gap-2 text-sm text-soft">
      <p>{texts.inbox.nothing}</p>
      <p>
        <button type="button" className="link-button" onClick={ask}>
          {texts.inbox.again}
        </button>{" "}
        <span role="status">{said}</span>
      </p>
    </div>
  );
}
