import type { Transaction } from "@/db/client";
import { getAlertRecipient } from "@/lib/auth/alert-recipients";
import { renderWatchItGrow } from "@/lib/email/render";
import { env } from "@/lib/env";
import type { Message } from "@/lib/outbox/seal";
import { staffCampaignPath } from "@/lib/paths";
import { getSurge } from "@/lib/reporting/surges";
import { addressed, type Letters, sender, writeEach } from "./compose-mails";

/** Renders the alerts to staff that a campaign surges, each in the language of its reader. */
export function renderSurgeMails(tx: Transaction, messages: Message[]): Promise<Letters> {
  return writeEach(messages, async ({ payload: { campaignId, userId } }) => {
    const watcher = userId ? await getAlertRecipient(tx, userId) : null;
    if (!watcher || !campaignId) return { gone: "no longer on the staff" };
    const { locale, email } = watcher;
    const surge = await getSurge(tx, { campaignId, locale });
    if (!surge) throw new Error(`campaign ${campaignId} has no recorded surge`);
    const { slug, title: campaignTitle, confirmed, goal } = surge;
    const dashboardUrl = `${env().APP_URL}${staffCampaignPath(locale, slug)}?range=hour`;
    const words = await renderWatchItGrow({ ...sender(), locale, campaignTitle, confirmed, goal, dashboardUrl });
    return addressed(email, words);
  });
}
