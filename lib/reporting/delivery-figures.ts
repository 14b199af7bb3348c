import { and, count, eq, gte, lte, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { deliveryFigures, MAILBOXES, signatures, supporters } from "@/db/schema";
import { earliestIdAt } from "@/lib/ids";

import { type Laggard, laggards, ripeUntil, withoutYoung } from "./lagging-mailboxes";
import { MAILBOX_DOMAINS, type Mailbox } from "./mailbox-providers";

/** `mailboxOf`, said in SQL. */
export function mailboxOfDomain(domain: SQL): SQL<Mailbox> {
  const cases = MAILBOX_DOMAINS.map(
    ({ mailbox, pattern }) => sql`when ${domain} ~ ${pattern} then ${mailbox}`,
  );
  return sql`case ${sql.join(cases, sql` `)} else 'other' end`;
}

/** Whether a mail came back for good: not if it was delivered after all. */
export function cameBack({ bouncedAt, deliveredAt }: Record<"bouncedAt" | "deliveredAt", SQLWrapper>): SQL {
  return sql`(${bouncedAt} is not null and coalesce(${deliveredAt} <= ${bouncedAt}, true))`;
}

/** How far the mails of a campaign's latest signatures came, by mailbox provider, as the worker last measured it. */
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

/** The providers that staff should look into. Signatures are read only when there seems to be one: to leave out the young. */
export async function listLaggards(
  db: Database,
  { campaignId, figures }: { campaignId: string; figures: DeliveryFigures[] },
): Promise<Laggard[]> {
  const [any] = figures;
  if (!any || laggards(figures).length === 0) return [];
  const young = await listYoung(db, { campaignId, measuredAt: any.measuredAt });
  return laggards(withoutYoung(figures, young));
}

function listYoung(db: Database, { campaignId, measuredAt }: { campaignId: string; measuredAt: Date }) {
  const mailbox = mailboxOfDomain(sql`${supporters.emailDomain}`);
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
        gte(signatures.id, earliestIdAt(ripeUntil(measuredAt))),
        lte(signatures.signedAt, measuredAt),
        eq(signatures.campaignId, campaignId),
      ),
    )
    .groupBy(sql`1`);
}

/** So many of the latest mails are searched for those in trouble, however many a week has: a tenth of a second at most. */
export const MAILS_SEARCHED = 250_000;
export const TROUBLED_SEARCHED = 5_000;
