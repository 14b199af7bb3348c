import { index, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";
import { shareLinks } from "./share-links";

/**
 * The confirmed signatures of a share link by generation: 1 for those through the link itself, 2 for those through links made
 * by people who came through it, and so on.
 */
export const referralTallies = pgTable(
  "referral_tallies",
  {
    shareLinkId: uuid("share_link_id")
      .notNull()
      .references(() => shareLinks.id),
    generation: integer("generation").notNull(),
    confirmed: integer("confirmed").notNull(),
  },
  (t) => [primaryKey({ columns: [t.shareLinkId, t.generation] })],
);

/** The confirmed signatures of a share link for one campaign, all generations together. */
export const linkTallies = pgTable(
  "link_tallies",
  {
    campaignId: uuid("campaign_id")
      .notNull()
      .references(() => campaigns.id),
    shareLinkId: uuid("share_link_id")
      .notNull()
      .references(() => shareLinks.id),
    confirmed: integer("confirmed").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.campaignId, t.shareLinkId] }),
    // listTopLinks(): the leaderboard.
    index("link_tallies_strongest").on(t.campaignId, t.confirmed),
  ],
);
