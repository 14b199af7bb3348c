import { and, desc, eq, gte, inArray, isNotNull, isNull, notInArray, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { outboxMessages, signatures, supporters } from "@/db/schema";
import { earliestIdAt } from "@/lib/ids";
import { EXPECTED_FAILURES } from "./classify-failures";
import { isBouncedSql, mailboxSql } from "./delivery-sql";
import { FUNNEL_TOPICS, funnelStart } from "./mail-funnel";

/** A subquery of the newest mails since a time, on all topics. Uses the primary key, so it needs no further index. */
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

/** Problems with a mail, worst first. */
type Trouble = "complained" | "bounced" | "failed" | "delayed";

/**
 * Lists the latest mails to a campaign's signers that were not delivered or were reported as spam, with the time, the
 * problem and the mailbox provider. No names or addresses.
 */
export async function listUndelivered(
  db: Database,
  { campaignId, now, limit }: { campaignId: string; now: Date; limit: number },
) {
  const latest = latestMails(db, funnelStart(now));
  const { complainedAt, bouncedAt, failedAt, delayedAt, deliveredAt } = latest;
  const isReturned = isBouncedSql(latest);
  const isMissed = and(
    isNotNull(failedAt),
    notInArray(sql`coalesce(${latest.failure}, '')`, EXPECTED_FAILURES),
  );
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
      // Not the domain: a personal domain would identify its owner.
      mailbox: mailboxSql(sql`${supporters.emailDomain}`),
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

/** At most this many of the latest mails are searched, which takes up to 0.1 s. */
const MAILS_SEARCHED = 250_000;

const TROUBLED_SEARCHED = 5_000;
