import type { Transaction } from "@/db/client";
import { getAlertRecipient } from "@/lib/auth/alert-recipients";
import { renderSurgeAlert } from "@/lib/email/render";
import { env } from "@/lib/env";
import type { Message } from "@/lib/outbox/seal";
import { UNSENT_REASONS } from "@/lib/outbox/unsent-reasons";
import { staffCampaignPath } from "@/lib/paths";
import { getSurge } from "@/lib/reporting/surges";
import { addressTo, type ComposedMails, composeEach, mailSender } from "./compose-mails";

/** Renders the alerts to staff that a campaign surges, each in the language of its reader. */
export function renderSurgeMails(tx: Transaction, messages: Message[]): Promise<ComposedMails> {
  return composeEach(messages, async ({ payload: { campaignId, userId } }) => {
    const recipient = userId ? await getAlertRecipient(tx, userId) : null;
    if (!recipient || !campaignId) return { noMail: UNSENT_REASONS.staffMemberRemoved };
    const { locale, email } = recipient;
    const surge = await getSurge(tx, { campaignId, locale });
    if (!surge) throw new Error(`campaign ${campaignId} has no recorded surge`);
    const { slug, title: campaignTitle, confirmed, goal } = surge;
    const dashboardUrl = `${env().APP_URL}${staffCampaignPath(locale, slug)}?range=hour`;
    const content = await renderSurgeAlert({
      ...mailSender(),
      locale,
      campaignTitle,
      confirmed,
      goal,
      dashboardUrl,
    });
    return addressTo(email, content);
  });
}
