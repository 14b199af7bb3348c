"use client";

import { useEffect } from "react";
import { fetchAttemptStatus } from "./attempt-status";
import type { CampaignToSign } from "./signing-context";
import { getSigningState, setPending } from "./signing-state";
import type { WordsTexts } from "./signing-texts";
import { useAttempt, useSigningState } from "./use-signing-state";
import { WordsToConfirm } from "./words-to-confirm";

type InboxWatchProps = {
  campaign: Pick<CampaignToSign, "slug" | "target">;
  texts: WordsTexts;
  /** The page after confirming. */
  thanks: string;
};

/** On the page "Check your inbox": shows what will be confirmed, and goes on when that has happened in another tab or on a phone. */
export function InboxWatch({ campaign, texts, thanks }: InboxWatchProps) {
  const { slug } = campaign;
  const { step, ...state } = useSigningState(slug);
  const attempt = useAttempt(slug);
  const share = "share" in state ? state.share : null;
  useEffect(() => {
    if (getSigningState(slug).step !== "open") return;
    // The form was sent before its script had loaded.
    fetchAttemptStatus(slug).then((found) => {
      if (found?.status === "pending") setPending(slug, { now: Date.now(), nextMailAt: found.nextMailAt });
    });
  }, [slug]);
  useEffect(() => {
    const code = share?.split("/").at(-1);
    if (code) location.replace(`${thanks}?share=${encodeURIComponent(code)}`);
  }, [share, thanks]);
  return step === "pending" && <WordsToConfirm campaign={campaign} words={attempt?.words} texts={texts} />;
}
