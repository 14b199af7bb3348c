import { bigint, pgTable, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Why a count changed other than by a confirmation. */
export const COUNT_CHANGE_KINDS = [
  "withdrawn",
  "withdrawal-undone",
  "quarantined",
  "released",
  "erased",
] as const;

/**
 * A change of a campaign's count that is not a confirmation: queued for the public log, deleted when its day is closed
 * (`lib/proof/close-day.ts`). It names the confirmation that it changes by signature and time, because the signature may be erased
 * before the day is closed. No foreign keys, for the same reason.
 */
export const countChanges = pgTable("count_changes", {
  id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
  campaignId: uuid("campaign_id").notNull(),
  signatureId: uuid("signature_id").notNull(),
  textId: uuid("petition_text_id").notNull(),
  confirmedAt: timestamp("confirmed_at", { withTimezone: true }).notNull(),
  kind: text("kind", { enum: COUNT_CHANGE_KINDS }).notNull(),
  /** A word from a fixed list (`quarantined`: of `QUARANTINE_REASONS`); published. */
  reason: text("reason").notNull(),
  change: smallint("change").notNull(), // +1 or -1
  at: timestamp("at", { withTimezone: true }).notNull(),
});
