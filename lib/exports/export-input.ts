import { z } from "zod";
import { EXPORT_FILES, EXPORT_FORMATS } from "@/db/schema";
import { LOCALES } from "@/lib/i18n/locales";
import { isId, isSlug } from "@/lib/ids";
import { MAX_REASON_LENGTH } from "./export-file";
import { COLUMNS } from "./export-rows";

const CONTROL = /\p{Cc}/gu;

const ours = {
  locale: z.enum(LOCALES),
  slug: z.string().refine(isSlug),
};

const reason = z
  .string()
  .transform((text) => text.normalize("NFC").replace(CONTROL, " ").replace(/\s+/g, " ").trim())
  .pipe(z.string().min(3).max(MAX_REASON_LENGTH));

/** The form that requests a list, without its filter (`signatureFilter`). */
export const listRequest = z.object({
  ...ours,
  reason,
  format: z.enum(EXPORT_FORMATS),
  bom: z.literal("yes").optional(),
  columns: z.array(z.enum(COLUMNS)).min(1).max(COLUMNS.length),
});

/** The form that requests a delivery pack. */
export const packRequest = z.object({ ...ours, reason, language: ours.locale });

/** The form that cancels an export or deletes its files. */
export const exportChosen = z.object({ ...ours, id: z.string().refine(isId) });

/** The file of an export to download. */
export const fileWanted = z.object({
  id: z.string().refine(isId),
  file: z.enum(EXPORT_FILES),
});
