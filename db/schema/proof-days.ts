import { bigint, date, integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";
import { campaigns } from "./campaigns";

/**
 * The head of a campaign's public log after a day that had entries: the Merkle root over all entries until then, signed.
 * Append-only, like the entries.
 */
export const proofDays = pgTable(
  "proof_days",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    day: date("day").notNull(), // UTC
    /** The number of entries until the end of the day. */
    size: bigint("size", { mode: "number" }).notNull(),
    root: bytea("root").notNull(),
    /** The confirmed signatures that counted at the end of the day, as the entries add up. */
    count: integer("count").notNull(),
    /** The hashes of the complete subtrees that make up the tree, largest first. The next day continues from them. */
    frontier: bytea("frontier").notNull(),
    /** The signed text (`lib/proof/checkpoint.ts`), its Ed25519 signature and the id of the key. */
    checkpoint: text("checkpoint").notNull(),
    signature: bytea("signature").notNull(),
    keyId: text("key_id").notNull(),
    closedAt: timestamp("closed_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.day] })],
);
