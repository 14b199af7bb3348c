import { z } from "zod";
import { isSlug } from "@/lib/ids";
import { LONGEST } from "./merge-versions";

/** PostgreSQL keeps no NUL. Lines end as they do in a text area's value. */
const text = (longest: number) =>
  z
    .string()
    .transform((written) => written.replaceAll("\0", "").replace(/\r\n?/g, "\n"))
    .pipe(z.string().max(longest));
const line = (longest: number) => text(longest).transform((written) => written.replace(/\s+/g, " ").trim());

/** The words of a draft as a form or the writing room sends them. */
export const wordsInput = z.object({
  title: line(LONGEST.title),
  dek: line(LONGEST.dek),
  byline: line(LONGEST.byline),
  topic: line(LONGEST.topic),
  bodyMarkdown: text(LONGEST.bodyMarkdown),
  primaryCampaign: z
    .string()
    .nullish()
    .transform((slug) => slug || null)
    .pipe(z.string().refine(isSlug).nullable()),
});

/** The number of a version. */
export const versionInput = z.coerce.number().int().min(0).max(1_000_000);

/** A draft to be saved: the version that its writer began with, and their words. */
export const draftInput = z.object({ base: versionInput, words: wordsInput });
