"use client";

import { useEffect, useState } from "react";
import { fetchAttemptStatus } from "./attempt-status";
import type { CampaignToSign } from "./signing-context";
import { getSigningState, setPending, setSigned } from "./signing-state";
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
  const isCurrent = useCurrentAttempt(slug);
  const share = isCurrent && "share" in state ? state.share : null;
  useEffect(() => {
    const code = share?.split("/").at(-1);
    if (code) location.replace(`${thanks}?share=${encodeURIComponent(code)}`);
  }, [share, thanks]);
  return step === "pending" && <WordsToConfirm campaign={campaign} words={attempt?.words} texts={texts} />;
}

/**
 * Returns whether the state of this browser is about the attempt that led to this page. If the form was sent before its script
 * had loaded, it is that of an earlier attempt, perhaps of another person, and the server is asked.
 */
function useCurrentAttempt(campaign: string): boolean {
  const [isCurrent, setCurrent] = useState(false);
  useEffect(() => {
    if (getSigningState(campaign).step === "pending") return setCurrent(true);
    fetchAttemptStatus(campaign).then((found) => {
      if (found?.status === "pending")
        setPending(campaign, { now: Date.now(), nextMailAt: found.nextMailAt });
      if (found?.status === "confirmed") setSigned(campaign, found.share ?? null);
      setCurrent(found !== null && found.status !== "none");
    });
  }, [campaign]);
  return isCurrent;
}
