"use client";

import { useState } from "react";
import { parseNextMailAt } from "./attempt-status";
import { timeOf, useIsBefore } from "./mail-time";
import { postJson } from "./post-json";
import { useSigning } from "./signing-context";
import { setPending } from "./signing-state";
import { clearMailStatus } from "./watch-attempt";

type ResendMailProps = {
  campaign: string;
  nextMailAt?: number;
  /** Whether this is the main button, because the code can no longer be used. */
  isMain: boolean;
};

/** Requests another mail, and says when the next one is possible. Its texts are true whether or not the address gets mail. */
export function ResendMail({ campaign, nextMailAt = 0, isMain }: ResendMailProps) {
  const { texts, locale } = useSigning();
  const [message, setMessage] = useState("");
  const mustWait = useIsBefore(nextMailAt);

  async function resend() {
    if (mustWait) return setMessage(texts.inbox.againFrom.replace("{time}", timeOf(nextMailAt, locale)));
    const { status, body } = await postJson("/api/v1/confirmations/mails", { campaign, locale });
    if (status !== 202) return setMessage(texts.inbox.failed);
    setMessage(texts.inbox.askedAgain);
    clearMailStatus(campaign);
    setPending(campaign, { now: Date.now(), ...parseNextMailAt(body.nextMailAt) });
  }

  return (
    <div className="grid gap-2 text-sm text-soft">
      {!isMain && <p>{texts.inbox.noMail}</p>}
      <p>
        <button
          type="button"
          className={isMain ? "button button-act" : "link-button"}
          onClick={resend}
          aria-disabled={mustWait}
        >
          {texts.inbox.again}
        </button>{" "}
        {mustWait && <span>{texts.inbox.againFrom.replace("{time}", timeOf(nextMailAt, locale))}</span>}
      </p>
      <p role="status" className="empty:hidden">
        {message}
      </p>
    </div>
  );
}
