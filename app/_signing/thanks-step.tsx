"use client";

import { useEffect, useRef } from "react";
import { setLink } from "@/app/_sharing/reader-link";
import { SharePanel } from "@/app/_sharing/share-panel";
import { shareMessage } from "@/lib/sharing/share-texts";
import { type CampaignToSign, useSigning } from "./signing-context";

/** "Thank you", with the signer's own link, in place of the form. */
export function ThanksStep({ campaign, shareUrl }: { campaign: CampaignToSign; shareUrl: string }) {
  const { texts, locale, article, staffTexts } = useSigning();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const target = { locale, campaign: campaign.slug, article, page: location.href };
  // Every share button of this page uses the signer's link from now on.
  useEffect(
    () => setLink({ locale, campaign: campaign.slug, article, page: "" }, shareUrl),
    [locale, campaign.slug, article, shareUrl],
  );
  return (
    <section className="sign-form">
      <h3 ref={heading} tabIndex={-1} className="text-2xl font-semibold">
        {texts.thanks.title}
      </h3>
      <p>{texts.thanks.passOnLead}</p>
      <SharePanel
        target={target}
        link={shareUrl}
        texts={texts.passOn}
        message={shareMessage({
          title: campaign.title,
          ours: texts.passOn.shareTexts.signer,
          written: staffTexts?.[campaign.slug],
        })}
        isPrimary
      />
      <p>
        <a href={`${shareUrl}/ripple`}>{texts.ripple.see}</a>
      </p>
    </section>
  );
}
