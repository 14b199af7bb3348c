import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";
import { exports } from "./exports";

/** The files of an export: the list; or of a delivery pack the letter to print and the public list beside it. */
export const EXPORT_FILES = ["signatures", "letter", "public-list"] as const;

/**
 * A piece of an export's file, of about 1 MB: compressed, and encrypted so that it opens only at its own place. Kept in
 * the database because web and worker may be different machines. Gone a day after the export is ready.
 */
export const exportChunks = pgTable(
  "export_chunks",
  {
    exportId: uuid("export_id")
      .notNull()
      .references(() => exports.id, { onDelete: "cascade" }),
    file: text("file", { enum: EXPORT_FILES }).notNull(),
    position: integer("position").notNull(),
    sealed: bytea("sealed").notNull(),
    /** As it will be downloaded. */
    bytes: integer("bytes").notNull(),
  },
  (t) => [primaryKey({ columns: [t.exportId, t.file, t.position] })],
);
