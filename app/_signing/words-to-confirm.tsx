"use client";

import { isolated } from "@/lib/direction";
import { nameTarget } from "@/lib/signatures/consent-wording";
import type { ConfirmedWords } from "./attempt-status";
import { readDraft } from "./sign-draft";
import type { CampaignToSign } from "./signing-context";
import type { WordsTexts } from "./signing-texts";
import { WordList } from "./word-list";

type WordsToConfirmProps = {
  campaign: Pick<CampaignToSign, "slug" | "target">;
  words?: ConfirmedWords;
  texts: WordsTexts;
};

/** The words that the code will confirm: from the server, or until it has answered, as typed in this tab. */
export function WordsToConfirm({ campaign, words, texts }: WordsToConfirmProps) {
  const shown = words ?? typedWords(readDraft(campaign.slug).fields);
  if (!shown) return null;
  const deliveryText = shown.isNameDelivered
    ? nameTarget(texts.consent.delivery, isolated(campaign.target))
    : texts.deliverCount;
  return (
    <WordList
      lead={texts.inbox.words}
      rows={[
        [texts.confirm.as, shown.name],
        [texts.confirm.shown, shown.shownName ?? texts.displayAnonymous],
        [texts.confirm.comment, shown.comment],
        [texts.deliver, deliveryText],
        [texts.confirm.updates, shown.updates ? texts.consent.updates : null],
      ]}
    />
  );
}

function typedWords(fields: Partial<Record<string, string>>): ConfirmedWords | null {
  const { name, display, shownName, comment, updates, deliver } = fields;
  if (!name) return null;
  const shown = display === "full" ? name : display === "first" ? shownName || undefined : undefined;
  return {
    name,
    shownName: shown,
    comment,
    updates: Boolean(updates),
    isNameDelivered: deliver !== "count",
  };
}
