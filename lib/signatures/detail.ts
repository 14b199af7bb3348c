import { and, asc, eq, gte, lte, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import {
  articles,
  commentReviews,
  consents,
  outboxMessages,
  petitionTexts,
  type SIGNATURE_STATES,
  shareLinks,
  signatureAttempts,
  signatureState,
  signatures,
  supporters,
} from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { textVersion } from "@/lib/campaigns/text-version";
import { earliestIdAt } from "@/lib/ids";
import { openAddress } from "@/lib/supporters/address";
import { nameTarget } from "./consent-wording";
import { CONFIRMATION_INTERVAL_SECONDS } from "./mail-limits";

/** Returns one signature of a campaign with everything stored about it, the address decrypted, or null. */
export async function getSignatureDetail(
  db: Database,
  { campaignId, signatureId }: { campaignId: string; signatureId: string },
) {
  const row = await selectSignature(db, { campaignId, signatureId });
  if (!row) return null;
  const { supporterId, emailCipher, through, ...signature } = row;
  return {
    ...signature,
    through: through.code === null ? null : { ...through, code: through.code },
    address: openAddress(emailCipher, supporterId),
    consents: signature.confirmedAt
      ? await listConsents(db, signatureId)
      : await listShownConsents(db, signatureId),
  };
}

function listConsents(db: Database, signatureId: string) {
  const { purpose, wording, wordingVersion: version, at } = consents;
  return db
    .select({ purpose, wording, version, at })
    .from(consents)
    .where(eq(consents.signatureId, signatureId))
    .orderBy(asc(purpose));
}

/**
 * Lists the consents of the first attempt, whose fields an unconfirmed signature has. They are stored in `consents` when it is
 * confirmed.
 */
async function listShownConsents(db: Database, signatureId: string) {
  const [first] = await db
    .select({
      shown: signatureAttempts.consents,
      at: signatureAttempts.attemptedAt,
      target: petitionTexts.target,
    })
    .from(signatureAttempts)
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatureAttempts.textId))
    .where(eq(signatureAttempts.signatureId, signatureId))
    .orderBy(asc(signatureAttempts.attemptedAt))
    .limit(1);
  return (first?.shown ?? []).map(({ wording, ...consent }) => ({
    ...consent,
    wording: nameTarget(wording, first?.target ?? ""),
    at: first?.at ?? new Date(0),
  }));
}

export type SignatureDetail = NonNullable<Awaited<ReturnType<typeof getSignatureDetail>>>;

async function selectSignature(
  db: Database,
  { campaignId, signatureId }: { campaignId: string; signatureId: string },
) {
  const through = alias(shareLinks, "through");
  const referrer = alias(signatures, "referrer");
  const { id, name, country, postcode, comment, display, shownName, deliveredAs, locale, callout, channel } =
    signatures;
  const { signedAt, confirmedAt, confirmationAskedAt, confirmationsAsked, remindedAt, repeatQueuedAt } =
    signatures;
  const { withdrawnAt, quarantinedAt, quarantineReason } = signatures;
  const [row] = await db
    .select({
      ...{ id, name, country, postcode, comment, display, shownName, deliveredAs, locale, callout, channel },
      ...{ signedAt, confirmedAt, confirmationAskedAt, confirmationsAsked, remindedAt, repeatQueuedAt },
      ...{ withdrawnAt, quarantinedAt, quarantineReason },
      state: sql<(typeof SIGNATURE_STATES)[number]>`${signatureState(signatures)}`,
      supporterId: supporters.id,
      emailCipher: supporters.emailCipher,
      unsubscribedAt: supporters.unsubscribedAt,
      neverMailAt: supporters.neverMailAt,
      text: {
        title: petitionTexts.title,
        locale: petitionTexts.locale,
        sha256: petitionTexts.sha256,
        publishedAt: petitionTexts.publishedAt,
        version: textVersion,
      },
      article: { slug: articles.slug, locale: articles.locale, title: articles.title },
      through: { code: through.code, signatureId: referrer.id, name: referrer.name },
      // `waitingSince` is never null; without it Drizzle would return null for an undecided review.
      review: {
        waitingSince: commentReviews.waitingSince,
        approvedAt: commentReviews.approvedAt,
        declinedAt: commentReviews.declinedAt,
      },
    })
    .from(signatures)
    .innerJoin(supporters, eq(supporters.id, signatures.supporterId))
    .innerJoin(petitionTexts, eq(petitionTexts.id, signatures.textId))
    .leftJoin(articles, eq(articles.id, signatures.articleId))
    .leftJoin(through, eq(through.id, signatures.shareLinkId))
    .leftJoin(referrer, and(eq(referrer.id, through.ownerSignatureId), eq(referrer.campaignId, campaignId)))
    .leftJoin(commentReviews, eq(commentReviews.signatureId, signatures.id))
    .where(and(eq(signatures.id, signatureId), eq(signatures.campaignId, campaignId)));
  return row ?? null;
}

/** Tolerance for the difference between the clocks of application and database. */
const CLOCK_TOLERANCE_MS = 15_000;
/** A confirmation mail that waits for two others is enqueued this long before it is due. */
const LONGEST_WAIT_MS = 2 * CONFIRMATION_INTERVAL_SECONDS * 1_000;

/**
 * Lists the mails about a signature that were requested at `times`. Message ids are ordered by time, so the primary key
 * finds them; an index on the subject would slow down every signature.
 */
export async function listMailsAbout(
  db: Database,
  { signatureId, times }: { signatureId: string; times: (Date | null)[] },
) {
  const requestedAt = times.flatMap((time) => time ?? []);
  if (requestedAt.length === 0) return [];
  const inTimeRange = requestedAt.map((time) =>
    and(
      gte(outboxMessages.id, earliestIdAt(new Date(time.getTime() - LONGEST_WAIT_MS - CLOCK_TOLERANCE_MS))),
      lte(outboxMessages.id, earliestIdAt(new Date(time.getTime() + CLOCK_TOLERANCE_MS))),
    ),
  );
  const { id, topic, createdAt, sentAt, deliveredAt, delayedAt, bouncedAt, complainedAt, failedAt, failure } =
    outboxMessages;
  return db
    .select({
      id,
      topic,
      createdAt,
      sentAt,
      deliveredAt,
      delayedAt,
      bouncedAt,
      complainedAt,
      failedAt,
      failure,
    })
    .from(outboxMessages)
    .where(and(or(...inTimeRange), eq(outboxMessages.subjectId, signatureId)))
    .orderBy(asc(outboxMessages.id));
}

export type MailAbout = Awaited<ReturnType<typeof listMailsAbout>>[number];

/** Records in the audit log that a member of staff opened the personal data of a signature. */
export async function recordDetailRead(
  db: Database,
  { signatureId, memberId }: { signatureId: string; memberId: string },
): Promise<void> {
  const subject = `signature:${signatureId}`;
  await db.transaction((tx) => recordAudit(tx, { actorId: memberId, action: "signature.read", subject }));
}
