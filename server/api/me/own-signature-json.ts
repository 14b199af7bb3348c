import { env } from "@/lib/env";
import type { OwnSignature } from "@/lib/me/own-signatures";
import { shareLinkPath } from "@/lib/paths";
import { canBeUndone, undoneUntil } from "@/lib/signatures/withdraw";

/** Returns a signature as its owner's programs get it. */
export function ownSignatureJson(signature: OwnSignature, now: Date) {
  const { id, campaign, signedAt, confirmedAt, withdrawnAt, name, display, country, comment, text, share } =
    signature;
  return {
    ...{ id, campaign, campaignStatus: signature.campaignStatus, signedAt, confirmedAt, withdrawnAt },
    undoUntil: withdrawnAt && canBeUndone(withdrawnAt, now) ? undoneUntil(withdrawnAt) : null,
    ...{ name, display, publicName: signature.shownAs, country, comment },
    text: { version: text.version, sha256: text.sha256 },
    share: share && `${env().APP_URL}${shareLinkPath(share)}`,
  };
}
