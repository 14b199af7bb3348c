"use client";

import { useEffect, useState } from "react";
import { parseNextMailAt } from "./attempt-status";
import { postJson } from "./post-json";
import { useSigning } from "./signing-context";
import { setPending } from "./signing-state";
import { clearMailStatus } from "./watch-attempt";

type ResendMailProps = { campaign: string; nextMailAt?: number };

/** Requests another mail, and says when the next one is possible. Its texts are true whether or not the address gets mail. */
export function ResendMail({ campaign, nextMailAt }: ResendMailProps) {
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
      <p>{texts.inbox.noMail}</p>
      <p>
        <button type="button" className="link-button" onClick={resend} aria-disabled={mustWait}>
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

function timeOf(at: number | undefined, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(roundedUp(at ?? 0));
}

/** Rounds up to the full minute, so that the time on the screen is never too early. */
function roundedUp(at: number): number {
  const MINUTE_MS = 60_000;
  return Math.ceil(at / MINUTE_MS) * MINUTE_MS;
}

/** Whether a time is in the future. Renders again when it has passed. */
function useIsBefore(at = 0): boolean {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const wait = at - Date.now();
    if (wait <= 0) return setNow(Date.now());
    const timer = setTimeout(() => setNow(Date.now()), wait);
    return () => clearTimeout(timer);
  }, [at]);
  return now < at;
}
