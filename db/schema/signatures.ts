import { type SQLWrapper, sql } from "drizzle-orm";
import { index, pgTable, smallint, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { articles } from "./articles";
import { campaigns } from "./campaigns";
import { petitionTexts } from "./petition-texts";
import { shareLinks } from "./share-links";
import { supporters } from "./supporters";

/** What a signature is, as its times tell: each one is exactly one of these. */
export const SIGNATURE_STATES = ["pending", "confirmed", "set-aside", "withdrawn"] as const;

/** Why staff set a signature aside. */
export const QUARANTINE_REASONS = ["automated", "invented", "duplicate", "abusive", "asked"] as const;

type StateTimes = Record<"withdrawnAt" | "quarantinedAt" | "confirmedAt", SQLWrapper>;

/** The state of a signature, said as `signatures_by_state` says it: in other words the index would not be found. */
export function signatureState(t: StateTimes) {
  return sql`(case when ${t.withdrawnAt} is not null then 'withdrawn' when ${t.quarantinedAt} is not null then 'set-aside'
    when ${t.confirmedAt} is not null then 'confirmed' else 'pending' end)`;
}

/** A name without case and accents, in the order of its bytes: as `signatures_by_name` keeps it, and for what is looked up in it. */
export function foldedName(name: SQLWrapper) {
  return sql`(lower(regexp_replace(normalize(${name}, NFKD), '[\\u0300-\\u036f]', '', 'g')) collate "C")`;
}

/**
 * One person's name under one campaign. It counts from the moment `confirmedAt` is set, and as long as
 * neither `withdrawnAt` nor `quarantinedAt` is. Name, country and comment are as given with this signature.
 */
export const signatures = pgTable(
  "signatures",
  {
    id: uuid("id").primaryKey(),
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    supporterId: uuid("supporter_id")
      .notNull()
      .references(() => supporters.id),
    textId: uuid("petition_text_id")
      .notNull()
      .references(() => petitionTexts.id), // the words that were signed
    name: text("name").notNull(),
    country: text("country"),
    postcode: text("postcode"),
    comment: text("comment"),
    display: text("display", { enum: ["anonymous", "first", "full"] })
      .notNull()
      .default("anonymous"),
    locale: text("locale").notNull(),
    articleId: uuid("article_id").references(() => articles.id),
    /** Which call-out of the article: `1`, `2` …, `end`, `bar`; `page` on the campaign page. */
    callout: text("callout"),
    shareLinkId: uuid("share_link_id").references(() => shareLinks.id),
    channel: text("channel"),
    signedAt: timestamp("signed_at", { withTimezone: true }).notNull().defaultNow(),
    /** When the latest confirmation mail was promised: the link and the code of that mail are derived from it. */
    confirmationAskedAt: timestamp("confirmation_asked_at", { withTimezone: true }).notNull(),
    confirmationsAsked: smallint("confirmations_asked").notNull().default(1),
    /** Wrong codes typed since then. */
    codeTries: smallint("code_tries").notNull().default(0),
    /** When the one reminder to confirm was promised. */
    remindedAt: timestamp("reminded_at", { withTimezone: true }),
    confirmedAt: timestamp("confirmed_at", { withTimezone: true }),
    /** When a confirmed signer who signed again was last promised a mail that says so. */
    repeatToldAt: timestamp("repeat_told_at", { withTimezone: true }),
    withdrawnAt: timestamp("withdrawn_at", { withTimezone: true }),
    /** When the staff set it aside, and why. */
    quarantinedAt: timestamp("quarantined_at", { withTimezone: true }),
    quarantineReason: text("quarantine_reason", { enum: QUARANTINE_REASONS }),
  },
  (t) => [
    // The person first: forgetUnconfirmed() asks what else somebody signed, and so does their foreign key.
    uniqueIndex("signatures_one_per_person").on(t.supporterId, t.campaignId),
    // listRecentSigners(campaignId): the names under the petition.
    index("signatures_recent")
      .on(t.campaignId, t.confirmedAt.desc())
      .where(sql`${t.confirmedAt} is not null`),
    // remindUnconfirmed(): the oldest signatures that nobody has been reminded of.
    index("signatures_to_remind")
      .on(t.signedAt)
      .where(sql`${t.confirmedAt} is null and ${t.remindedAt} is null and ${t.withdrawnAt} is null`),
    // listSignatures(): one state's signatures in the order of signing, in either direction, and how many there are;
    // forgetUnconfirmed(): the old among the pending.
    index("signatures_by_state").on(t.campaignId, signatureState(t), t.signedAt, t.id),
    // listSignatures(): whose name begins like this, in the order of names.
    index("signatures_by_name").on(t.campaignId, foldedName(t.name), t.id),
  ],
);
