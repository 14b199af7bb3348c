import { bigint, pgTable, primaryKey, smallint, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";
import { campaigns } from "./campaigns";

/**
 * The hash of a complete subtree of a campaign's Merkle tree, at every eighth level: over 256 entries, 65,536 and so on. With them a
 * proof reads some hundred rows, however large the tree is. Append-only, like the entries.
 */
export const proofNodes = pgTable(
  "proof_nodes",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    level: smallint("level").notNull(), // 8, 16, 24
    /** The place of the node in its level, from the left, from 0. */
    position: bigint("position", { mode: "number" }).notNull(),
    hash: bytea("hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.level, t.position] })],
);
