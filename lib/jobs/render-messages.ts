import type { Transaction } from "@/db/client";
import { INVITATION_DAYS } from "@/lib/auth/invitation";
import { getInvitationMail } from "@/lib/auth/invitation-mail";
import { getSignInMail } from "@/lib/auth/sign-in-mail";
import { SIGN_IN_WITHIN_MINUTES } from "@/lib/auth/sign-in-token";
import { renderSignIn, renderStaffInvitation } from "@/lib/email/render";
import type { Message, Renderers } from "@/lib/outbox/seal";
import { UNSENT_REASONS } from "@/lib/outbox/unsent-reasons";
import { addressTo, type ComposedMails, composeEach, mailSender } from "./compose-mails";
import { renderOwnMails } from "./render-own-mails";
import { renderRequestMails, renderRetentionMails } from "./render-privacy-mails";
import { renderReceiptMails } from "./render-receipt-mails";
import { renderSignatureMails } from "./render-signature-mails";
import { renderSurgeMails } from "./render-surge-mails";

/** The renderer of each topic. */
export const renderers: Renderers = {
  "signature.confirmation-requested": renderSignatureMails,
  "signature.confirmed": renderReceiptMails,
  "signature.repeated": renderSignatureMails,
  "signature.reminder-due": renderSignatureMails,
  "staff.sign-in-requested": renderSignIns,
  "staff.invited": renderInvitations,
  "supporter.link-requested": renderOwnMails,
  "supporter.address-change-requested": renderOwnMails,
  "supporter.address-changed": renderOwnMails,
  "request.answered": renderRequestMails,
  "retention.applied": renderRetentionMails,
  "campaign.took-off": renderSurgeMails,
};

/** Sign-in links are mailed even while mail is paused: without them, no owner could end the pause. */
export const renderersWhilePaused: Renderers = { "staff.sign-in-requested": renderSignIns };

function renderSignIns(tx: Transaction, messages: Message[]): Promise<ComposedMails> {
  return composeEach(messages, async ({ payload }) => {
    const { userId, tokenId, locale: asked } = payload;
    const signIn = userId && tokenId ? await getSignInMail(tx, { userId, tokenId, locale: asked }) : null;
    if (!signIn) return { noMail: UNSENT_REASONS.signInLinkInvalid };
    const { to, locale, url } = signIn;
    return addressTo(
      to,
      await renderSignIn({ ...mailSender(), locale, signInUrl: url, validMinutes: SIGN_IN_WITHIN_MINUTES }),
    );
  });
}

function renderInvitations(tx: Transaction, messages: Message[]): Promise<ComposedMails> {
  return composeEach(messages, async ({ payload: { userId, tokenId } }) => {
    const invitation = userId && tokenId ? await getInvitationMail(tx, { userId, tokenId }) : null;
    if (!invitation) return { noMail: UNSENT_REASONS.signInLinkInvalid };
    const { to, url: joinUrl, ...invited } = invitation;
    return addressTo(
      to,
      await renderStaffInvitation({ ...mailSender(), ...invited, joinUrl, validDays: INVITATION_DAYS }),
    );
  });
}
