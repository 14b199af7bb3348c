import type { Transaction } from "@/db/client";
import type { CampaignRetention } from "@/db/schema";
import { env } from "@/lib/env";
import { getSetting } from "@/lib/settings/get-setting";
import type { Settings } from "@/lib/settings/site-settings";

/** How long data are kept, in days; null is for ever. Names and comments are counted from the delivery of a campaign that has ended. */
export type RetentionRules = Omit<Settings["retention"], "unconfirmedDays"> & { unconfirmedDays: number };

/** Returns the rules of the site. */
export async function getRetentionRules(db: Transaction): Promise<RetentionRules> {
  const { unconfirmedDays, ...rules } = await getSetting(db, "retention");
  return { ...rules, unconfirmedDays: unconfirmedDays ?? env().FORGET_UNCONFIRMED_AFTER_DAYS };
}

/** Returns the rules for a campaign: its own where it has some, else those of the site. */
export function rulesOfCampaign(site: RetentionRules, own: CampaignRetention | null): RetentionRules {
  return { ...site, ...own };
}
