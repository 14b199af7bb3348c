"use client";

import { isolated } from "@/lib/direction";
import { nameTarget } from "@/lib/signatures/consent-wording";
import type { ConfirmedFields } from "./attempt-status";
import { readDraft } from "./sign-draft";
import type { CampaignToSign } from "./signing-context";
import type { SigningTexts } from "./signing-texts";
import { SummaryList } from "./summary-list";

type FieldsToConfirmProps = {
  campaign: Pick<CampaignToSign, "slug" | "target"> & Partial<Pick<CampaignToSign, "wording">>;
  fields?: ConfirmedFields;
  texts: SigningTexts;
};

/** The fields that the code will confirm: from the server, or as typed in this tab until it has answered. */
export function FieldsToConfirm({ campaign, fields, texts }: FieldsToConfirmProps) {
  const shown = fields ?? typedFields(readDraft(campaign.slug).fields);
  if (!shown) return null;
  const deliveryText = shown.isNameDelivered
    ? nameTarget(campaign.wording?.texts.delivery ?? texts.consent.delivery, isolated(campaign.target))
    : texts.deliverCount;
  return (
    <details className="more-fields">
      <summary>{texts.inbox.words}</summary>
      <SummaryList
        rows={[
          [texts.confirm.as, shown.name],
          [texts.confirm.shown, shown.shownName ?? texts.displayAnonymous],
          [texts.confirm.comment, shown.comment],
          [texts.deliver, deliveryText],
          [
            texts.confirm.updates,
            shown.updates ? (campaign.wording?.texts.updates ?? texts.consent.updates) : null,
          ],
        ]}
      />
    </details>
  );
}

function typedFields(fields: Partial<Record<string, string>>): ConfirmedFields | null {
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
