import { legalPath } from "@/lib/paths";
import type { CampaignToSign } from "./signing-context";
import type { SigningTexts } from "./signing-texts";

type PrivacyLineProps = {
  campaign: Pick<CampaignToSign, "wording" | "keptDays">;
  locale: string;
  texts: SigningTexts;
};

/** What a signer agrees to, how long the name is kept, and where the rest is said. Without state, as `SignFields`. */
export function PrivacyLine({ campaign: { wording, keptDays }, locale, texts }: PrivacyLineProps) {
  const kept = keptDays === null ? texts.keptAlways : texts.keptDays.replace("{days}", String(keptDays));
  return (
    <p className="text-sm text-soft">
      {wording?.texts.signature ?? texts.consent.signature} {kept}{" "}
      <a href={legalPath(locale, "privacy")} target="_blank" rel="noopener">
        {texts.privacy}
        <span className="sr-only"> {texts.passOn.newTab}</span>
      </a>
    </p>
  );
}
