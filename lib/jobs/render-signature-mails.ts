import type { Transaction } from "@/db/client";
import {
  renderAlreadySigned,
  renderConfirmationReminder,
  renderConfirmSignature,
} from "@/lib/email/signer-mails";
import { unsubscribeHeaders } from "@/lib/email/unsubscribe-headers";
import { env } from "@/lib/env";
import type { Mail } from "@/lib/mail";
import { meToken } from "@/lib/me/me-token";
import type { Message, NoMail } from "@/lib/outbox/seal";
import { UNSENT_REASONS } from "@/lib/outbox/unsent-reasons";
import { campaignPath, mePath, shareLinkPath } from "@/lib/paths";
import { getOrCreateSignerLink } from "@/lib/sharing/share-links";
import { type AttemptRef, CONFIRM_WITHIN_DAYS } from "@/lib/signatures/confirm-token";
import {
  type ConfirmationMail,
  listConfirmationMails,
  listRepeatMails,
  type RepeatMail,
} from "@/lib/signatures/mails";
import { storeMissingAttempts } from "@/lib/signatures/missing-attempts";
import { openAddress } from "@/lib/supporters/address";
import { type Allowance, allowMails } from "@/lib/supporters/daily-mail-limit";
import { mailChoicesToken } from "@/lib/supporters/mail-choices-token";
import { addressTo, type ComposedMails, composeEach, mailSender } from "./compose-mails";

/** A mail that is rendered once the daily limit allows it. */
type Draft = { supporterId: string; compose: () => Promise<Mail> };

const REFUSALS: Record<Exclude<Allowance, "allowed">, NoMail["noMail"]> = {
  limit: UNSENT_REASONS.dailyLimit,
  bounced: UNSENT_REASONS.bounced,
  complained: UNSENT_REASONS.complained,
  asked: UNSENT_REASONS.wantsNoMail,
  purged: UNSENT_REASONS.supporterPurged,
};

/**
 * Renders all mails to supporters, of all topics together, because the limit of three a day per person spans them. The
 * most urgent come first.
 */
export async function renderSignatureMails(
  tx: Transaction,
  messages: Message[],
  now: Date,
): Promise<ComposedMails> {
  const drafts = await draftMails(tx, messages);
  const allowances = await allowDrafts(tx, drafts, now);
  return composeEach(messages, async ({ id }) => {
    const draft = drafts.get(id) ?? { noMail: UNSENT_REASONS.signatureNotFound };
    if ("noMail" in draft) return draft;
    const allowance = allowances.get(id) ?? "purged";
    return allowance === "allowed" ? draft.compose() : { noMail: REFUSALS[allowance] };
  });
}

type Drafts = Map<string, Draft | NoMail>;

async function draftMails(tx: Transaction, messages: Message[]): Promise<Drafts> {
  const isRepeat = ({ topic }: Message) => topic === "signature.repeated";
  const unconfirmed = messages.filter((message) => !isRepeat(message));
  const withoutAttempt = unconfirmed.filter(({ payload }) => !payload.attemptId);
  await storeMissingAttempts(
    tx,
    withoutAttempt.map((message) => attemptOf(message).signatureId),
  );
  const confirmations = await listConfirmationMails(tx, unconfirmed.map(attemptOf));
  const repeats = await listRepeatMails(
    tx,
    messages.filter(isRepeat).map((message) => attemptOf(message).signatureId),
  );
  return new Map(
    messages.map((message) => {
      const { signatureId, attemptId } = attemptOf(message);
      const draft = isRepeat(message)
        ? draftRepeat(tx, repeats.get(signatureId))
        : draftConfirmation(message, confirmations.get(attemptId));
      return [message.id, draft];
    }),
  );
}

/** Messages from before `signature_attempts` existed have no attempt id: their attempt has the id of the signature. */
function attemptOf({ payload }: Message): AttemptRef {
  const signatureId = payload.signatureId ?? "";
  return { signatureId, attemptId: payload.attemptId ?? signatureId };
}

async function allowDrafts(tx: Transaction, drafts: Drafts, now: Date) {
  const wanted = [...drafts].flatMap(([id, draft]) => ("noMail" in draft ? [] : [{ id, ...draft }]));
  const supporterIds = wanted.map(({ supporterId }) => supporterId);
  const allowances = await allowMails(tx, { supporterIds, now });
  return new Map(wanted.map(({ id }, place) => [id, allowances[place]]));
}

function draftConfirmation(message: Message, confirmation: ConfirmationMail | undefined): Draft | NoMail {
  if (!confirmation) return { noMail: UNSENT_REASONS.confirmedOrWithdrawn };
  const { supporter, askedAt, locale, campaignTitle, token, code } = confirmation;
  if (message.requestedAt < askedAt) return { noMail: UNSENT_REASONS.superseded };
  const isReminder = message.topic === "signature.reminder-due";
  if (isReminder && !confirmation.wantsReminders) return { noMail: UNSENT_REASONS.wantsNoReminders };
  const compose = async () => {
    const props = {
      ...toSupporter(supporter, locale),
      campaignTitle,
      confirmUrl: `${env().APP_URL}/${locale}/confirm/${token}`,
      code,
      validDays: CONFIRM_WITHIN_DAYS,
      rippleUrl: `${env().APP_URL}/${locale}/ripple/${token}`,
    };
    const to = openAddress(supporter.emailCipher, supporter.id);
    if (!isReminder) return addressTo(to, await renderConfirmSignature(props));
    return {
      ...addressTo(to, await renderConfirmationReminder(props)),
      headers: unsubscribeHeaders(mailChoicesToken(supporter.emailKey)),
    };
  };
  return { supporterId: supporter.id, compose };
}

function draftRepeat(tx: Transaction, repeat: RepeatMail | undefined): Draft | NoMail {
  if (!repeat) return { noMail: UNSENT_REASONS.signatureNotCounted };
  const { supporter, locale, campaign, campaignTitle, ...link } = repeat;
  const compose = async () => {
    const code = await getOrCreateSignerLink(tx, { ...link, locale });
    // The page for sharing the link. The link itself would open the article.
    const shareUrl = `${env().APP_URL}${campaignPath(locale, campaign, "thanks")}?share=${code}`;
    const rippleUrl = `${env().APP_URL}${shareLinkPath(code, "ripple")}`;
    const content = await renderAlreadySigned({
      ...toSupporter(supporter, locale),
      campaignTitle,
      shareUrl,
      rippleUrl,
    });
    return addressTo(openAddress(supporter.emailCipher, supporter.id), content);
  };
  return { supporterId: supporter.id, compose };
}

/** The properties that every mail to a signer has. */
export function toSupporter<Language extends string>(
  { id: supporterId, emailKey }: { id: string; emailKey: Uint8Array },
  locale: Language,
) {
  return {
    ...mailSender(),
    locale,
    choicesUrl: `${env().APP_URL}/${locale}/mail/${mailChoicesToken(emailKey)}`,
    meUrl: env().APP_URL + mePath(locale, meToken({ kind: "show", supporterId, at: new Date() })),
  };
}
