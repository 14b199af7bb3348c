import { index, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { campaigns } from "./campaigns";
import { shareLinks } from "./share-links";

/**
 * How many confirmed signatures a share link brought in each generation: 1 those that came through the link itself, 2
 * those through the links of these signers, and so on.
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

/** The same in one number per link and campaign: whose links brought the most, whatever the generation. */
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
    // listStrongestLinks(): the leaderboard.
    index("link_tallies_strongest").on(t.campaignId, t.confirmed),
  ],
);
