import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";
import { campaigns } from "./campaigns";
import { users } from "./staff";

/** The kinds of export: the signature list, or the delivery pack for the target. */
export const EXPORT_KINDS = ["signatures", "delivery-pack"] as const;
/** The formats of a signature list. */
export const EXPORT_FORMATS = ["csv", "jsonl"] as const;

/** The layout of a list export. The filter may contain personal data and is stored separately, encrypted. */
export type ExportLayout = { format: (typeof EXPORT_FORMATS)[number]; bom: boolean; columns: string[] };

/**
 * An export of a campaign's signatures: requester, reason and progress. The timestamps determine its status. The row is kept
 * after its file is deleted, as a record of the export. The file is in `export_chunks`.
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
    /** The language of the delivery pack and of the links to the page. */
    locale: text("locale").notNull(),
    layout: jsonb("layout").$type<ExportLayout>(),
    /** The filter, encrypted because a searched name is personal data. Deleted with the file. */
    filterCipher: bytea("filter_cipher"),
    /** When the file is made. `ahead`: before the download, in `export_chunks`, by a worker. `at-once`: during it; few rows. */
    making: text("making", { enum: ["ahead", "at-once"] }).notNull(),
    /** Later signatures are not included. */
    requestedAt: timestamp("requested_at", { withTimezone: true }).notNull().defaultNow(),
    /** The number of signatures to read, null until they are counted, and the number read so far. */
    toRead: integer("to_read"),
    read: integer("read").notNull().default(0),
    /** Progress of the file: rows and bytes in finished chunks, number of chunks, and the cursor of the last signature read. */
    rows: integer("rows").notNull().default(0),
    bytes: bigint("bytes", { mode: "number" }).notNull().default(0),
    chunks: integer("chunks").notNull().default(0),
    lastRead: text("last_read"),
    /** Rows whose address could not be decrypted with APP_SECRET. They are included and marked. */
    unreadable: integer("unreadable").notNull().default(0),
    /** Until then the export is leased to one worker; `leaseToken` rejects writes of a worker that lost the lease. */
    leasedUntil: timestamp("leased_until", { withTimezone: true }),
    leaseToken: uuid("lease_token"),
    /** Consecutive leases that ended without a new chunk. */
    attempts: smallint("attempts").notNull().default(0),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    failedAt: timestamp("failed_at", { withTimezone: true }),
    cancelledAt: timestamp("cancelled_at", { withTimezone: true }),
    deletedAt: timestamp("deleted_at", { withTimezone: true }),
    /** From then on it cannot be downloaded; the file is deleted soon after. */
    expiresAt: timestamp("expires_at", { withTimezone: true }),
  },
  (t) => [
    // listExports(): newest first.
    index("exports_of_campaign").on(t.campaignId, t.requestedAt),
    // enqueueAbandonedExports(): unfinished exports.
    index("exports_unfinished")
      .on(t.requestedAt)
      .where(
        sql`${t.finishedAt} is null and ${t.failedAt} is null and ${t.cancelledAt} is null and ${t.deletedAt} is null`,
      ),
  ],
);
