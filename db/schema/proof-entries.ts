import { sql } from "drizzle-orm";
import { bigint, date, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";
import { campaigns } from "./campaigns";
import { COUNT_CHANGE_KINDS } from "./count-changes";

/**
 * An entry of a campaign's public log: a confirmed signature, or how many signatures of a day were withdrawn, quarantined, released
 * or erased. Append-only: triggers reject changes by any role. Contains no personal data.
 */
export const proofEntries = pgTable(
  "proof_entries",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    /** 0, 1, 2 …, without gaps: the index of the leaf in the Merkle tree. */
    position: bigint("position", { mode: "number" }).notNull(),
    day: date("day").notNull(), // UTC
    kind: text("kind", { enum: ["signature", ...COUNT_CHANGE_KINDS] }).notNull(),
    /** Of a signature: the commitment that only its receipt reproduces (`lib/proof/leaf.ts`). */
    commitment: bytea("commitment"),
    /** Of a change: why, and by how much the count changed. */
    reason: text("reason"),
    change: integer("change"),
  },
  (t) => [
    primaryKey({ columns: [t.campaignId, t.position] }),
    // findEntry(): "find my signature".
    uniqueIndex("proof_entries_by_commitment")
      .on(t.campaignId, t.commitment)
      .where(sql`${t.commitment} is not null`),
  ],
);
