"use client";

import { isolated } from "@/lib/direction";
import type { ConfirmedWords } from "./attempt-status";
import { readDraft } from "./sign-draft";
import type { CampaignToSign } from "./signing-context";
import type { WordsTexts } from "./signing-texts";

type WordsToConfirmProps = {
  campaign: Pick<CampaignToSign, "slug" | "target">;
  words?: ConfirmedWords;
  texts: WordsTexts;
};

/** What the code will confirm: as the server says, or right after signing as it was typed in this tab. */
export function WordsToConfirm({ campaign, words, texts }: WordsToConfirmProps) {
  const shown = words ?? typedWords(readDraft(campaign.slug).fields);
  if (!shown) return null;
  const deliveryText = shown.isNameDelivered
    ? texts.consent.delivery.replace("{target}", () => isolated(campaign.target))
    : texts.deliverCount;
  const rows = [
    [texts.confirm.as, shown.name],
    [texts.confirm.shown, shown.shownName ?? texts.displayAnonymous],
    [texts.confirm.comment, shown.comment],
    [texts.deliver, deliveryText],
    [texts.confirm.updates, shown.updates ? texts.consent.updates : undefined],
  ].filter(([, value]) => value);
  return (
    <div className="words-to-confirm">
      <p>{texts.inbox.words}</p>
      <dl>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
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
