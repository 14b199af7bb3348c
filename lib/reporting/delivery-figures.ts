import { and, count, eq, gte, lte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { deliveryFigures, MAILBOXES, signatures, supporters } from "@/db/schema";
import { earliestIdAt } from "@/lib/ids";
import { mailboxSql } from "./delivery-sql";
import {
  findLaggingMailboxes,
  type LaggingMailbox,
  latestMatureAt,
  withoutRecent,
} from "./lagging-mailboxes";

/** Lists the delivery figures of a campaign's recent confirmation mails by mailbox provider, as last measured by the worker. */
export async function listDeliveryFigures(db: Database, campaignId: string) {
  const rows = await db
    .select({
      mailbox: deliveryFigures.mailbox,
      signed: deliveryFigures.signed,
      sent: deliveryFigures.sent,
      delivered: deliveryFigures.delivered,
      bounced: deliveryFigures.bounced,
      confirmed: deliveryFigures.confirmed,
      medianDeliverySeconds: deliveryFigures.medianDeliverySeconds,
      medianConfirmationSeconds: deliveryFigures.medianConfirmationSeconds,
      measuredAt: deliveryFigures.measuredAt,
    })
    .from(deliveryFigures)
    .where(eq(deliveryFigures.campaignId, campaignId));
  return MAILBOXES.flatMap((mailbox) => rows.find((row) => row.mailbox === mailbox) ?? []);
}

export type DeliveryFigures = Awaited<ReturnType<typeof listDeliveryFigures>>[number];

/** Lists the providers whose users confirm unusually rarely. If there seem to be any, it reads recent signatures to exclude them. */
export async function listLaggingMailboxes(
  db: Database,
  { campaignId, figures }: { campaignId: string; figures: DeliveryFigures[] },
): Promise<LaggingMailbox[]> {
  const [first] = figures;
  if (!first || findLaggingMailboxes(figures).length === 0) return [];
  const recent = await listRecentConfirmations(db, { campaignId, measuredAt: first.measuredAt });
  return findLaggingMailboxes(withoutRecent(figures, recent));
}

function listRecentConfirmations(
  db: Database,
  { campaignId, measuredAt }: { campaignId: string; measuredAt: Date },
) {
  const mailbox = mailboxSql(sql`${supporters.emailDomain}`);
  return db
    .select({
      mailbox: mailbox.as("mailbox"),
      signed: count(),
      confirmed: sql<number>`count(*) filter (where ${lte(signatures.confirmedAt, measuredAt)})`.mapWith(
        Number,
      ),
    })
    .from(signatures)
    .innerJoin(supporters, eq(supporters.id, signatures.supporterId))
    .where(
      and(
        gte(signatures.id, earliestIdAt(latestMatureAt(measuredAt))),
        lte(signatures.signedAt, measuredAt),
        eq(signatures.campaignId, campaignId),
      ),
    )
    .groupBy(sql`1`);
}
