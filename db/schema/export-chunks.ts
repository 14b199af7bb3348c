import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";
import { exports } from "./exports";

/**
 * The files of an export: the signature list, or the printable letter and the list of a delivery pack. That list is stored as
 * `public-list`, because until November 2026 it contained the public names.
 */
export const EXPORT_FILES = ["signatures", "letter", "public-list"] as const;

/**
 * A chunk of an export file, about 1 MB, compressed and encrypted. The encryption is bound to its position. Stored in the
 * database because web and worker may run on different machines. Deleted a day after the export is ready.
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
    /** The size when downloaded. */
    bytes: integer("bytes").notNull(),
  },
  (t) => [primaryKey({ columns: [t.exportId, t.file, t.position] })],
);
