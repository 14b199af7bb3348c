import { z } from "zod";
import { LOCALES } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { MAX_LENGTHS } from "../merge-versions";

export const MAX_FILES = 5;
const MAX_CHOICES = 2_000;

const chosenSlug = z
  .string()
  .transform((slug) => slug || null)
  .pipe(z.string().refine(isSlug).nullable());

/** The language of the texts, and the campaign for unmatched call-outs. */
export const importOptions = z.object({
  language: z.enum(LOCALES),
  campaign: chosenSlug.nullish().transform((slug) => slug ?? undefined),
});

const choices = z.array(chosenSlug).max(MAX_CHOICES);

/** A parsed text with the choices for its call-outs, read-mores and inline actions. */
export const importedText = z.object({
  language: z.enum(LOCALES),
  title: z
    .string()
    .transform((title) => title.replace(/\s+/g, " ").trim())
    .pipe(z.string().min(1).max(MAX_LENGTHS.title)),
  dek: z.string().max(MAX_LENGTHS.dek),
  byline: z.string().max(MAX_LENGTHS.byline),
  // Browsers post CRLF line ends.
  markdown: z
    .string()
    .transform((text) => text.replace(/\r\n?/g, "\n"))
    .pipe(z.string().max(MAX_LENGTHS.bodyMarkdown)),
  callOuts: choices,
  readMores: choices,
  inlineActions: choices,
});
