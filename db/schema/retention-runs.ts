import { integer, jsonb, pgTable, timestamp, uuid } from "drizzle-orm/pg-core";

/** A run of the daily retention job that deleted something, with what it did. Contains counts only. */
export const retentionRuns = pgTable("retention_runs", {
  id: uuid("id").primaryKey(),
  startedAt: timestamp("started_at", { withTimezone: true }).notNull(),
  finishedAt: timestamp("finished_at", { withTimezone: true }).notNull(),
  /** Signatures of ended campaigns that lost their personal data. */
  anonymised: integer("anonymised").notNull(),
  /** Comments deleted. */
  comments: integer("comments").notNull(),
  /** Mail records deleted. */
  mails: integer("mails").notNull(),
  /** Records of exports deleted. */
  exports: integer("exports").notNull(),
  /** Signatures anonymised, by the slug of their campaign. */
  campaigns: jsonb("campaigns").$type<Record<string, number>>().notNull(),
});
