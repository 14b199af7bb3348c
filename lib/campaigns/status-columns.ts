import { campaigns } from "@/db/schema";

/** The columns that decide the status of a campaign. */
export const statusColumns = {
  publishedAt: campaigns.publishedAt,
  opensAt: campaigns.opensAt,
  closesAt: campaigns.closesAt,
  closedAt: campaigns.closedAt,
  wonAt: campaigns.wonAt,
  successorId: campaigns.successorId,
};
