import { integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";
import { users } from "./staff";

/** A picture that staff uploaded, decoded and written anew as WebP: what came with the file (place, camera) is gone. */
export const images = pgTable("images", {
  id: uuid("id").primaryKey(),
  webp: bytea("webp").notNull(),
  width: integer("width").notNull(),
  height: integer("height").notNull(),
  /** Of `webp`, for the day somebody asks which picture this was. */
  sha256: text("sha256").notNull(),
  keptById: uuid("kept_by_id").references(() => users.id, { onDelete: "set null" }),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});
