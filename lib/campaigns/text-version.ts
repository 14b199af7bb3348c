import { sql } from "drizzle-orm";
import { petitionTexts } from "@/db/schema";

/** The number of a published text among those of its campaign and language, from 1 on. */
export const textVersion = sql<number>`(select count(*)::int from petition_texts earlier
  where earlier.campaign_id = ${petitionTexts.campaignId} and earlier.locale = ${petitionTexts.locale}
    and earlier.published_at <= ${petitionTexts.publishedAt})`;
