"use client";

import { useEffect } from "react";
import { setLink } from "@/app/_sharing/reader-link";
import { SharePanel } from "@/app/_sharing/share-panel";
import { shareMessage } from "@/lib/sharing/share-texts";
import { type CampaignToSign, useSigning } from "./signing-context";

type ThanksStepProps = {
  campaign: CampaignToSign;
  shareUrl: string | null;
  receiptUrl?: string;
  onOtherPerson: () => void;
};

/** "Thank you", with the signer's own link, in place of the form. */
export function ThanksStep({ campaign, shareUrl, receiptUrl, onOtherPerson }: ThanksStepProps) {
  const { texts, locale, article, staffTexts } = useSigning();
  const target = { locale, campaign: campaign.slug, article, page: location.href };
  // Every share button of this page uses the signer's link from now on.
  useEffect(() => {
    if (shareUrl) setLink({ locale, campaign: campaign.slug, article, page: "" }, shareUrl);
  }, [locale, campaign.slug, article, shareUrl]);
  return (
    <section className="sign-form">
      <h3 data-step-start tabIndex={-1} className="text-2xl font-semibold">
        {texts.thanks.title}
      </h3>
      <p>{texts.thanks.passOnLead}</p>
      <SharePanel
        target={target}
        link={shareUrl ?? undefined}
        texts={texts.passOn}
        message={shareMessage({
          title: campaign.title,
          ours: texts.passOn.shareTexts.signer,
          written: staffTexts?.[campaign.slug],
        })}
        isPrimary
      />
      {shareUrl && (
        <p>
          <a href={`${shareUrl}/ripple`}>{texts.ripple.see}</a>
        </p>
      )}
      {receiptUrl && (
        <p>
          <a href={receiptUrl}>{texts.receiptLink}</a>
        </p>
      )}
      <p className="text-sm">
        <button type="button" className="link-button" onClick={onOtherPerson}>
          {texts.thanks.otherPerson}
        </button>
      </p>
    </section>
  );
}
