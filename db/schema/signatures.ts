import { type SQLWrapper, sql } from "drizzle-orm";
import { index, pgTable, smallint, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { articles } from "./articles";
import { campaigns } from "./campaigns";
import { petitionTexts } from "./petition-texts";
import { shareLinks } from "./share-links";
import { signedFields } from "./signed-fields";
import { supporters } from "./supporters";

/** The state of a quarantined signature. The value is older than the word; indexes, addresses and audit events have it. */
export const QUARANTINED = "set-aside";

/** The states of a signature, derived from its timestamps. */
export const SIGNATURE_STATES = ["pending", "confirmed", QUARANTINED, "withdrawn"] as const;

/** The reasons for quarantining a signature. `asked`: the owner of the address says that someone else signed with it. */
export const QUARANTINE_REASONS = ["automated", "invented", "duplicate", "abusive", "asked"] as const;

type StateTimes = Record<"withdrawnAt" | "quarantinedAt" | "confirmedAt", SQLWrapper>;

/** Returns the SQL for a signature's state: the exact expression of the index `signatures_by_state`. */
export function signatureState(t: StateTimes) {
  return sql`(case when ${t.withdrawnAt} is not null then 'withdrawn' when ${t.quarantinedAt} is not null then 'set-aside'
    when ${t.confirmedAt} is not null then 'confirmed' else 'pending' end)`;
}

/**
 * Returns the SQL for the words of a name, without case and accents and bound to its campaign: the exact expression of the index
 * `signatures_by_name_words`. The SQL functions are in the migration `name_search`.
 */
export function nameWords({ campaignId, name }: Record<"campaignId" | "name", SQLWrapper>) {
  return sql`name_words(${campaignId}, ${name})`;
}

/**
 * One person's signature under one campaign. It counts while `confirmedAt` is set and neither `withdrawnAt` nor `quarantinedAt`
 * is. Name, country and comment are as given with this signature: with the confirmed attempt.
 */
export const signatures = pgTable(
  "signatures",
  {
    id: uuid("id").primaryKey(),
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    /** Null once it is anonymised. */
    supporterId: uuid("supporter_id").references(() => supporters.id),
    textId: uuid("petition_text_id")
      .notNull()
      .references(() => petitionTexts.id), // the signed text
    ...signedFields(),
    articleId: uuid("article_id").references(() => articles.id),
    shareLinkId: uuid("share_link_id").references(() => shareLinks.id),
    signedAt: timestamp("signed_at", { withTimezone: true }).notNull().defaultNow(),
    /** The attempt that was confirmed. Before: the newest one, although the fields above are those of the first. */
    attemptId: uuid("attempt_id"),
    /** When the latest confirmation mail of any attempt was requested, or is due. */
    confirmationAskedAt: timestamp("confirmation_asked_at", { withTimezone: true }).notNull(),
    confirmationsAsked: smallint("confirmations_asked").notNull().default(1),
    /** The outbox message of that mail. */
    mailId: uuid("mail_id"),
    /**
     * Unused since `signature_attempts` has a count of its own. To be dropped by the next version: web processes of the previous one
     * still write it while this version is deployed.
     */
    codeTries: smallint("code_tries").notNull().default(0),
    /** When the only reminder was enqueued, or skipped for good. */
    remindedAt: timestamp("reminded_at", { withTimezone: true }),
    confirmedAt: timestamp("confirmed_at", { withTimezone: true }),
    /** When the latest "already signed" mail was enqueued. */
    repeatQueuedAt: timestamp("repeat_told_at", { withTimezone: true }),
    withdrawnAt: timestamp("withdrawn_at", { withTimezone: true }),
    /** When and why staff quarantined it. */
    quarantinedAt: timestamp("quarantined_at", { withTimezone: true }),
    quarantineReason: text("quarantine_reason", { enum: QUARANTINE_REASONS }),
    /** When it lost its personal data, because its retention ended. It still counts. */
    anonymisedAt: timestamp("anonymised_at", { withTimezone: true }),
  },
  (t) => [
    // Supporter first: purgeUnconfirmed() and the foreign key look up signatures by supporter.
    uniqueIndex("signatures_one_per_person").on(t.supporterId, t.campaignId),
    // listRecentSigners()
    index("signatures_recent")
      .on(t.campaignId, t.confirmedAt.desc())
      .where(sql`${t.confirmedAt} is not null`),
    // remindUnconfirmed(): the oldest signatures without a reminder.
    index("signatures_to_remind")
      .on(t.signedAt)
      .where(sql`${t.confirmedAt} is null and ${t.remindedAt} is null and ${t.withdrawnAt} is null`),
    // listSignatures(), countMatching(): by state in signing order; purgeUnconfirmed(): old pending signatures.
    index("signatures_by_state").on(t.campaignId, signatureState(t), t.signedAt, t.id),
    // listSignatures(): by the beginning of any word of the name.
    index("signatures_by_name_words").using("gin", nameWords(t)),
  ],
);
