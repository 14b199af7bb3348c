import { jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { users } from "./staff";

/** A setting of the whole site that was saved once. `lib/settings/site-settings.ts` has the schema and the default of each key. */
export const siteSettings = pgTable("site_settings", {
  key: text("key").primaryKey(),
  value: jsonb("value").notNull(),
  updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  /** The member of staff, or null for the command line. */
  updatedBy: uuid("updated_by").references(() => users.id),
});
