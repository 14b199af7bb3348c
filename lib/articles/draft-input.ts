import { z } from "zod";
import { isSlug } from "@/lib/ids";
import { visibleLine } from "@/lib/visible-text";
import { MAX_LENGTHS } from "./merge-versions";

/** Removes NUL, which PostgreSQL rejects, and normalises line ends as a text area does. */
const text = (longest: number) =>
  z
    .string()
    .transform((written) => written.replaceAll("\0", "").replace(/\r\n?/g, "\n"))
    .pipe(z.string().max(longest));
const line = (longest: number) => text(longest).transform(visibleLine);

/** The fields of a draft as the form or the editor posts them. */
export const articleFieldsInput = z.object({
  title: line(MAX_LENGTHS.title),
  dek: line(MAX_LENGTHS.dek),
  byline: line(MAX_LENGTHS.byline),
  topic: line(MAX_LENGTHS.topic),
  bodyMarkdown: text(MAX_LENGTHS.bodyMarkdown),
  primaryCampaign: z
    .string()
    .nullish()
    .transform((slug) => slug || null)
    .pipe(z.string().refine(isSlug).nullable()),
});

/** The number of a version. */
export const versionInput = z.coerce.number().int().min(0).max(1_000_000);

/** A draft to save as the editor posts it: its fields, and the version that the writer started from. */
export const draftInput = z.object({ base: versionInput, words: articleFieldsInput });
