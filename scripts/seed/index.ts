import type { Database } from "@/db/client";
import { measureDelivery } from "@/lib/reporting/measure-delivery";
import { countReaders } from "./count-readers";
import { insertSignatures } from "./insert-signatures";
import { recordMails } from "./mails";
import { recordMilestones } from "./milestones";
import { openCampaigns, publishArticles, publishTexts, sampleCampaignOf } from "./newsroom";
import { CAMPAIGNS } from "./plan";
import { generateSignatures } from "./sample-signatures";
import { inviteStaff } from "./staff";
import { tallySignatures, tallyVisits } from "./tallies";

/**
 * Fills an empty database with the sample newsroom, in one transaction. If the sample campaigns exist already, nothing changes, so
 * that later signatures, edits and deletions stay.
 */
export async function seed(db: Database, { now }: { now: Date }) {
  return db.transaction(async (tx) => {
    const opened = await openCampaigns(tx, now);
    if (!opened) return { outcome: "already-there" } as const;
    await publishTexts(tx, now);
    const articles = await publishArticles(tx, now);
    await inviteStaff(tx, now);
    const campaigns = CAMPAIGNS.map((plan) => sampleCampaignOf(plan, { articles, now }));
    const crowd = generateSignatures(campaigns);
    await insertSignatures(tx, crowd);
    await recordMails(tx, { signatures: crowd.signatures, now });
    const campaignIds = campaigns.map(({ campaignId }) => campaignId);
    await tallySignatures(tx, campaignIds);
    await tallyVisits(tx, campaignIds);
    await recordMilestones(tx);
    await countReaders(tx, { articles, signatures: crowd.signatures, now });
    await measureDelivery(tx, { now });
    return { outcome: "seeded", articles: articles.length, signatures: crowd.signatures.length } as const;
  });
}
