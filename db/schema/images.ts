import { integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";
import { users } from "./staff";

/** A picture uploaded by staff, re-encoded as WebP, which removes its metadata (location, camera). */
export const images = pgTable("images", {
  id: uuid("id").primaryKey(),
  webp: bytea("webp").notNull(),
  width: integer("width").notNull(),
  height: integer("height").notNull(),
  /** The hash of `webp`, to identify the picture. */
  sha256: text("sha256").notNull(),
  keptById: uuid("kept_by_id").references(() => users.id, { onDelete: "set null" }),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});
