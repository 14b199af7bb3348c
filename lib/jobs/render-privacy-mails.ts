import type { Transaction } from "@/db/client";
import { getAlertRecipient } from "@/lib/auth/alert-recipients";
import { renderRequestAnswered, renderRetentionReport } from "@/lib/email/privacy-mails";
import { env } from "@/lib/env";
import { localeOrDefault } from "@/lib/i18n/locales";
import type { Message } from "@/lib/outbox/seal";
import { UNSENT_REASONS } from "@/lib/outbox/unsent-reasons";
import { legalPath, staffAreaPath } from "@/lib/paths";
import { staffDeedInput } from "@/lib/requests/staff-deeds";
import { getRetentionRun } from "@/lib/retention/retention-report";
import { openAddress } from "@/lib/supporters/address";
import { getRecipient } from "@/lib/supporters/recipient";
import { addressTo, type ComposedMails, composeEach, mailSender } from "./compose-mails";

/** Renders the reports of the retention job, each in the language of its owner. */
export function renderRetentionMails(tx: Transaction, messages: Message[]): Promise<ComposedMails> {
  return composeEach(messages, async ({ payload: { runId, userId } }) => {
    const recipient = userId ? await getAlertRecipient(tx, userId) : null;
    const run = runId ? await getRetentionRun(tx, runId) : null;
    if (!recipient || !run) return { noMail: UNSENT_REASONS.staffMemberRemoved };
    const { locale, email } = recipient;
    const { anonymised, comments, mails, exports } = run;
    const content = await renderRetentionReport({
      ...mailSender(),
      ...{ locale, anonymised, comments, mails, exports },
      campaigns: Object.keys(run.campaigns),
      reportUrl: env().APP_URL + staffAreaPath(locale, "settings/retention"),
    });
    return addressTo(email, content);
  });
}

/** Renders the mails to people about what staff did on their behalf, each in the language of the person. */
export function renderRequestMails(tx: Transaction, messages: Message[]): Promise<ComposedMails> {
  return composeEach(messages, async ({ payload: { supporterId = "", deed } }) => {
    const recipient = await getRecipient(tx, supporterId);
    if (!recipient) return { noMail: UNSENT_REASONS.supporterPurged };
    if (recipient.isSuppressed) return { noMail: UNSENT_REASONS.wantsNoMail };
    const locale = localeOrDefault(recipient.locale);
    const content = await renderRequestAnswered({
      ...mailSender(),
      locale,
      deed: staffDeedInput.parse(deed),
      contactUrl: env().APP_URL + legalPath(locale, "contact"),
    });
    return addressTo(openAddress(recipient.emailCipher, supporterId), content);
  });
}
