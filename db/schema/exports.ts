import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";
import { campaigns } from "./campaigns";
import { users } from "./staff";

/** What can be taken out: the list of signatures, or what the target is handed. */
export const EXPORT_KINDS = ["signatures", "delivery-pack"] as const;
/** How a list is written. */
export const EXPORT_FORMATS = ["csv", "jsonl"] as const;

/** What a list export was asked to hold. The filter, which may name somebody, is kept apart and sealed. */
export type ExportLayout = { format: (typeof EXPORT_FORMATS)[number]; bom: boolean; columns: string[] };

/**
 * One taking out of a campaign's signatures: who asked for it, why, and how far it is. State is what the timestamps say.
 * The row stays when its file is gone: it tells what left the house. The file itself is in `export_chunks`.
 */
export const exports = pgTable(
  "exports",
  {
    id: uuid("id").primaryKey(),
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    requestedById: uuid("requested_by_id").references(() => users.id, { onDelete: "set null" }),
    reason: text("reason").notNull(),
    kind: text("kind", { enum: EXPORT_KINDS }).notNull(),
    /** The language of what is written for people: the delivery pack, and the way back to the page. */
    locale: text("locale").notNull(),
    layout: jsonb("layout").$type<ExportLayout>(),
    /** Which signatures, encrypted: a search for an address is personal data. Erased with the file. */
    filterCipher: bytea("filter_cipher"),
    /** `ahead`: written to `export_chunks` by a worker. `at-once`: few rows, written while they are downloaded. */
    making: text("making", { enum: ["ahead", "at-once"] }).notNull(),
    /** Who signed later is not in it. */
    requestedAt: timestamp("requested_at", { withTimezone: true }).notNull().defaultNow(),
    /** How many signatures are to be looked at, once they have been counted, and how many have been. */
    toRead: integer("to_read"),
    read: integer("read").notNull().default(0),
    /** How far the file is: rows and bytes in whole chunks, their number, and the place of the last signature looked at for them. */
    rows: integer("rows").notNull().default(0),
    bytes: bigint("bytes", { mode: "number" }).notNull().default(0),
    chunks: integer("chunks").notNull().default(0),
    lastRead: text("last_read"),
    /** Rows whose address did not open under our APP_SECRET: they say so, and are in it all the same. */
    unreadable: integer("unreadable").notNull().default(0),
    /** Until then one worker writes it; `leaseToken` fences off a worker that lost it. */
    leasedUntil: timestamp("leased_until", { withTimezone: true }),
    leaseToken: uuid("lease_token"),
    /** Leases in a row that ended without a chunk. */
    attempts: smallint("attempts").notNull().default(0),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    failedAt: timestamp("failed_at", { withTimezone: true }),
    cancelledAt: timestamp("cancelled_at", { withTimezone: true }),
    deletedAt: timestamp("deleted_at", { withTimezone: true }),
    /** From then on nobody can download it; soon after, the file is gone. */
    expiresAt: timestamp("expires_at", { withTimezone: true }),
  },
  (t) => [
    // listExports(campaignId): the newest first.
    index("exports_of_campaign").on(t.campaignId, t.requestedAt),
    // leaseExport(): the oldest that wants a worker.
    index("exports_unfinished")
      .on(t.requestedAt)
      .where(
        sql`${t.finishedAt} is null and ${t.failedAt} is null and ${t.cancelledAt} is null and ${t.deletedAt} is null`,
      ),
  ],
);
