import type { Transaction } from "@/db/client";
import { renderAddressChanged, renderConfirmAddress, renderOwnSignatures } from "@/lib/email/own-mails";
import { env } from "@/lib/env";
import { localeOrDefault } from "@/lib/i18n/locales";
import type { Mail } from "@/lib/mail";
import { addressToken } from "@/lib/me/address-token";
import { meCode } from "@/lib/me/browser-ticket";
import { ACT_WITHIN_MINUTES, meToken } from "@/lib/me/me-token";
import {
  ADDRESS_CHANGED_TOPIC,
  CHANGE_WITHIN_HOURS,
  getChangeForMail,
} from "@/lib/me/request-address-change";
import type { Message, NoMail } from "@/lib/outbox/seal";
import { UNSENT_REASONS } from "@/lib/outbox/unsent-reasons";
import { addressChangePath, legalPath, mailChoicesPath, mePath } from "@/lib/paths";
import { openAddress } from "@/lib/supporters/address";
import { mailChoicesToken } from "@/lib/supporters/mail-choices-token";
import { getRecipient } from "@/lib/supporters/recipient";
import { addressTo, type ComposedMails, composeEach, mailSender } from "./compose-mails";

/** Renders the mails that people ask for on the page with their own signatures. They have a limit of their own: see `takeLink`. */
export function renderOwnMails(tx: Transaction, messages: Message[]): Promise<ComposedMails> {
  return composeEach(messages, (message) =>
    message.payload.changeId ? composeChange(tx, message) : composeLink(tx, message),
  );
}

async function composeLink(tx: Transaction, { payload }: Message): Promise<Mail | NoMail> {
  const { supporterId = "", requestId, locale: asked } = payload;
  const recipient = await getRecipient(tx, supporterId);
  if (!recipient) return { noMail: UNSENT_REASONS.supporterPurged };
  if (recipient.isSuppressed) return { noMail: UNSENT_REASONS.wantsNoMail };
  const locale = localeOrDefault(asked);
  const token = meToken({ kind: "link", supporterId, at: new Date() });
  const content = await renderOwnSignatures({
    ...mailSender(),
    locale,
    ownUrl: env().APP_URL + mePath(locale, token),
    ...(requestId && { code: meCode({ supporterId, requestId }) }),
    validMinutes: ACT_WITHIN_MINUTES,
    choicesUrl: choicesUrl(locale, recipient.emailKey),
  });
  return addressTo(openAddress(recipient.emailCipher, supporterId), content);
}

async function composeChange(tx: Transaction, { payload, topic }: Message): Promise<Mail | NoMail> {
  const { changeId = "" } = payload;
  const change = await getChangeForMail(tx, changeId);
  const to = change && (topic === ADDRESS_CHANGED_TOPIC ? change.oldAddress : change.address);
  if (!to) return { noMail: UNSENT_REASONS.superseded };
  const locale = localeOrDefault(change.locale);
  if (topic === ADDRESS_CHANGED_TOPIC) {
    const contactUrl = env().APP_URL + legalPath(locale, "contact");
    return addressTo(to, await renderAddressChanged({ ...mailSender(), locale, contactUrl }));
  }
  const content = await renderConfirmAddress({
    ...mailSender(),
    locale,
    confirmUrl: env().APP_URL + addressChangePath(locale, addressToken(changeId)),
    validHours: CHANGE_WITHIN_HOURS,
    choicesUrl: choicesUrl(locale, change.emailKey),
  });
  return addressTo(to, content);
}

function choicesUrl(locale: string, emailKey: Uint8Array): string {
  return env().APP_URL + mailChoicesPath(locale, mailChoicesToken(emailKey));
}
