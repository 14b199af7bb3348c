import type { Transaction } from "@/db/client";
import { renderYourReceipt } from "@/lib/email/signer-mails";
import { env } from "@/lib/env";
import type { Message } from "@/lib/outbox/seal";
import { UNSENT_REASONS } from "@/lib/outbox/unsent-reasons";
import { receiptPath, shareLinkPath } from "@/lib/paths";
import { listReceiptMails } from "@/lib/receipts/receipt-mails";
import { receiptToken } from "@/lib/receipts/receipt-token";
import { openAddress } from "@/lib/supporters/address";
import { addressTo, type ComposedMails, composeEach } from "./compose-mails";
import { toSupporter } from "./render-signature-mails";

/**
 * Renders the mails with receipts. The daily limit does not apply to them, nor do they use it up: each answers a confirmation by the owner
 * of the address, and must not block the next confirmation mail.
 */
export async function renderReceiptMails(tx: Transaction, messages: Message[]): Promise<ComposedMails> {
  const signatureOf = ({ payload }: Message) => payload.signatureId ?? "";
  const mails = await listReceiptMails(tx, messages.map(signatureOf));
  return composeEach(messages, async (message) => {
    const mail = mails.get(signatureOf(message));
    if (!mail) return { noMail: UNSENT_REASONS.signatureNotCounted };
    if (mail.isSuppressed) return { noMail: UNSENT_REASONS.wantsNoMail };
    const { signatureId, supporter, locale, campaignTitle, shareCode } = mail;
    const content = await renderYourReceipt({
      ...toSupporter(supporter, locale),
      campaignTitle,
      receiptUrl: env().APP_URL + receiptPath(locale, receiptToken(signatureId)),
      rippleUrl: env().APP_URL + shareLinkPath(shareCode, "ripple"),
    });
    return addressTo(openAddress(supporter.emailCipher, supporter.id), content);
  });
}
