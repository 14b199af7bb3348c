import { isNotNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { campaigns } from "@/db/schema";
import { hasEnded, statusForStaff } from "@/lib/campaigns/campaign-status";
import { statusColumns } from "@/lib/campaigns/status-columns";
import { getRetentionRules, rulesOfCampaign } from "@/lib/legal/retention-rules";

const DAY_MS = 86_400_000;

/** When the data of a campaign are deleted. Null: never, as far as is known now. */
type CampaignDeadlines = {
  id: string;
  slug: string;
  /** `open`: not ended yet. `undelivered`: ended, but the signatures were not delivered. */
  waitsFor: "open" | "undelivered" | null;
  deliveredAt: Date | null;
  namesOn: Date | null;
  commentsOn: Date | null;
};

/** Returns for each published campaign when its names and comments are deleted. */
export async function listCampaignDeadlines(
  db: Transaction,
  { now }: { now: Date },
): Promise<CampaignDeadlines[]> {
  const site = await getRetentionRules(db);
  const { id, slug, deliveredAt, replacedAt, retention } = campaigns;
  const rows = await db
    .select({ id, slug, deliveredAt, replacedAt, retention, ...statusColumns })
    .from(campaigns)
    .where(isNotNull(campaigns.publishedAt))
    .orderBy(slug);
  return rows.map((row) => {
    const status = statusForStaff(row, now);
    const isOver = status !== "draft" && hasEnded(status);
    const start = isOver && row.deliveredAt ? latest(row.deliveredAt, endOf(row, now)) : null;
    const rules = rulesOfCampaign(site, row.retention);
    const after = (days: number | null) =>
      start && days !== null ? new Date(start.getTime() + days * DAY_MS) : null;
    return {
      ...{ id: row.id, slug: row.slug, deliveredAt: row.deliveredAt },
      waitsFor: isOver ? (row.deliveredAt ? null : "undelivered") : "open",
      namesOn: after(rules.confirmedDays),
      commentsOn: after(rules.commentDays),
    };
  });
}

type Ends = { closesAt: Date | null; closedAt: Date | null; wonAt: Date | null; replacedAt: Date | null };

/** Returns when a campaign ended. A delivery before that did not contain all signatures, also if the campaign was reopened. */
function endOf({ closesAt, closedAt, wonAt, replacedAt }: Ends, now: Date): Date | null {
  const past = [closesAt, closedAt, wonAt, replacedAt].filter((at) => at !== null && at <= now);
  return past.reduce((first, at) => (first && at && at < first ? at : first), past[0] ?? null);
}

function latest(one: Date, other: Date | null): Date {
  return other && other > one ? other : one;
}

/** Whether a deadline has passed. */
export function isDue(deadline: Date | null, now: Date): boolean {
  return deadline !== null && deadline <= now;
}
