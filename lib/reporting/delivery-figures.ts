import {
  and,
  count,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lte,
  notInArray,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import type { Database } from "@/db/client";
import { deliveryFigures, MAILBOXES, outboxMessages, signatures, supporters } from "@/db/schema";
import { earliestIdAt } from "@/lib/ids";
import { UNMISSED } from "./outbox-verdict";
import {
  FUNNEL_TOPICS,
  funnelFrom,
  type Laggard,
  laggards,
  MAILBOX_DOMAINS,
  type Mailbox,
  ripeUntil,
  withoutYoung,
} from "./mail-funnel";

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
const MAILS_SEARCHED = 250_000;
const TROUBLED_SEARCHED = 5_000;

/** The newest mails since a time, whatever they are about. By primary key, so that it takes no index of its own. */
export function latestMails(db: Database, from: Date) {
  return db
    .select({
      id: outboxMessages.id,
      topic: outboxMessages.topic,
      subjectId: outboxMessages.subjectId,
      failedAt: outboxMessages.failedAt,
      failure: outboxMessages.failure,
      deliveredAt: outboxMessages.deliveredAt,
      delayedAt: outboxMessages.delayedAt,
      bouncedAt: outboxMessages.bouncedAt,
      complainedAt: outboxMessages.complainedAt,
    })
    .from(outboxMessages)
    .where(gte(outboxMessages.id, earliestIdAt(from)))
    .orderBy(desc(outboxMessages.id))
    .limit(MAILS_SEARCHED)
    .as("latest");
}

/** What can go wrong with a mail, the worst first. */
export type Trouble = "complained" | "bounced" | "failed" | "delayed";

/**
 * The latest mails to a campaign's signers that did not arrive, or that arrived and were called spam: when, what happened,
 * and what kind of mailbox it was. Nobody's name or address.
 */
export async function listUndelivered(
  db: Database,
  { campaignId, now, limit }: { campaignId: string; now: Date; limit: number },
) {
  const latest = latestMails(db, funnelFrom(now));
  const { complainedAt, bouncedAt, failedAt, delayedAt, deliveredAt } = latest;
  const isReturned = cameBack(latest);
  const isMissed = and(isNotNull(failedAt), notInArray(sql`coalesce(${latest.failure}, '')`, UNMISSED));
  const isDelayed = and(isNotNull(delayedAt), isNull(deliveredAt));
  const troubled = db
    .select({
      id: latest.id,
      subjectId: latest.subjectId,
      failure: latest.failure,
      trouble:
        sql<Trouble>`case when ${complainedAt} is not null then 'complained' when ${isReturned} then 'bounced'
        when ${failedAt} is not null then 'failed' else 'delayed' end`.as("trouble"),
      at: sql`coalesce(${complainedAt}, ${bouncedAt}, ${failedAt}, ${delayedAt})`
        .mapWith(outboxMessages.createdAt)
        .as("at"),
    })
    .from(latest)
    .where(
      and(inArray(latest.topic, FUNNEL_TOPICS), or(isNotNull(complainedAt), isReturned, isMissed, isDelayed)),
    )
    .orderBy(desc(latest.id))
    .limit(TROUBLED_SEARCHED)
    .as("troubled");
  return db
    .select({
      id: troubled.id,
      at: troubled.at,
      trouble: troubled.trouble,
      failure: troubled.failure,
      // Not the domain: one person's own would all but name them.
      mailbox: mailboxOfDomain(sql`${supporters.emailDomain}`),
      locale: signatures.locale,
    })
    .from(troubled)
    .innerJoin(signatures, eq(signatures.id, troubled.subjectId))
    .innerJoin(supporters, eq(supporters.id, signatures.supporterId))
    .where(eq(signatures.campaignId, campaignId))
    .orderBy(desc(troubled.at))
    .limit(limit);
}

export type Undelivered = Awaited<ReturnType<typeof listUndelivered>>[number];
