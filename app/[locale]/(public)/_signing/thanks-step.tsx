"use client";

import { useEffect, useRef } from "react";
import { ShareButton } from "./share-button";
import { type CampaignToSign, useSigning } from "./signing-context";

/** "Thank you", with the signer's own link, right where they signed. */
export function ThanksStep({ campaign, shareUrl }: { campaign: CampaignToSign; shareUrl: string }) {
  const { texts } = useSigning();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="sign-form">
      <h3 ref={heading} tabIndex={-1} className="text-2xl font-semibold">
        {texts.thanks.title}
      </h3>
      <p>{texts.thanks.passOnLead}</p>
      <OwnLink
        url={shareUrl}
        message={texts.thanks.message.replace("{title}", campaign.title)}
        texts={{ ...texts.thanks, failed: texts.thanks.shareFailed }}
      />
    </section>
  );
}

type OwnLinkProps = {
  url: string;
  message: string;
  texts: { link: string; share: string; copied: string; failed: string };
};

/** A person's own short link, to be taken by hand or passed on with one press. */
export function OwnLink({ url, message, texts }: OwnLinkProps) {
  return (
    <div className="grid gap-3">
      <label className="field">
        <span className="field-label">{texts.link}</span>
        <input className="input" readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <ShareButton url={url} title={message} className="button button-act" texts={texts} />
    </div>
  );
}
