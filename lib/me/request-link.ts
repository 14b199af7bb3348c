import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { meLinkRequests, supporters, suppressions } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/outbox/enqueue";
import { type EmailAddress, emailKeyOf } from "@/lib/supporters/address";

/** The topics of mails with a link to one's own signatures. The mail of a code has its request, too. */
const ME_LINK_TOPIC = "supporter.link-requested";

/** The requests that one call of `answerLinkRequests` answers at most. */
export const LINK_BATCH_SIZE = 100;
/**
 * Links and codes for one person: three at once, and then one every eight hours (`meLinksUsedUntil`). Other mails do not count, so
 * that nobody is kept from withdrawing because they signed three petitions today.
 */
const LINKS_AT_ONCE = 3;
const HOURS_PER_LINK = 8;

/**
 * Records a request for a link to one's own signatures: one insert, the same for every address, so that neither answer nor time
 * reveals who has signed. The worker does the rest.
 */
export async function recordLinkRequest(
  db: Database,
  { email, locale, now }: { email: EmailAddress; locale: Locale; now: Date },
): Promise<void> {
  const emailKey = emailKeyOf(email.canonical);
  await db.insert(meLinkRequests).values({ id: newId(), emailKey, locale, requestedAt: now });
}

/**
 * Answers recorded requests, the oldest first: enqueues the mail if somebody with that address has signed, and deletes the request.
 * Several workers may do so at once. Returns how many were answered.
 */
export async function answerLinkRequests(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const next = tx
      .select({ id: meLinkRequests.id })
      .from(meLinkRequests)
      .orderBy(asc(meLinkRequests.id))
      .limit(LINK_BATCH_SIZE)
      .for("update", { skipLocked: true });
    const requests = await tx
      .delete(meLinkRequests)
      .where(inArray(meLinkRequests.id, next))
      .returning({ emailKey: meLinkRequests.emailKey, locale: meLinkRequests.locale });
    // In this order as everywhere, to avoid deadlocks.
    requests.sort((one, other) => Buffer.compare(one.emailKey, other.emailKey));
    for (const { emailKey, locale } of requests)
      await enqueueLink(tx, { which: eq(supporters.emailKey, emailKey), payload: { locale } });
    return requests.length;
  });
}

/**
 * Enqueues a mail with a code for the browser that asked for it, and a link. Does nothing beyond the limit; the caller's answer is
 * the same.
 */
export async function requestCode(
  db: Database,
  { supporterId, requestId, locale }: { supporterId: string; requestId: string; locale: Locale },
): Promise<void> {
  await db.transaction((tx) =>
    enqueueLink(tx, { which: eq(supporters.id, supporterId), payload: { locale, requestId } }),
  );
}

type Wanted = { which: ReturnType<typeof eq>; payload: { locale: string; requestId?: string } };

async function enqueueLink(tx: Transaction, { which, payload }: Wanted) {
  const supporterId = await takeLink(tx, which);
  if (!supporterId) return;
  await enqueue(tx, {
    topic: ME_LINK_TOPIC,
    subjectId: supporterId,
    payload: { supporterId, ...payload },
    priority: 1,
  });
}

/** Uses one of a person's links. Returns their id, or null: nobody, beyond the limit, or somebody who wants no mail. */
export async function takeLink(tx: Transaction, which: ReturnType<typeof eq>): Promise<string | null> {
  const used = sql`greatest(now(), coalesce(${supporters.meLinksUsedUntil}, now()))`;
  const hours = (count: number) => sql`make_interval(hours => ${count}::int)`;
  const [person] = await tx
    .update(supporters)
    .set({ meLinksUsedUntil: sql`${used} + ${hours(HOURS_PER_LINK)}` })
    .where(
      and(
        which,
        isNull(supporters.neverMailAt),
        sql`${used} + ${hours(HOURS_PER_LINK)} <= now() + ${hours(LINKS_AT_ONCE * HOURS_PER_LINK)}`,
        sql`not exists (select from ${suppressions} where ${suppressions.emailKey} = ${supporters.emailKey})`,
      ),
    )
    .returning({ id: supporters.id });
  return person?.id ?? null;
}
