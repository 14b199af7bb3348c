import { isWebAddress } from "@/lib/web-addresses";
import type { ArticleFields } from "./merge-versions";

export type ArticleState = "draft" | "scheduled" | "published";

/** Returns the state of an article at a time. */
export function articleState({ publishedAt }: { publishedAt: Date | null }, now: Date): ArticleState {
  if (!publishedAt) return "draft";
  return publishedAt > now ? "scheduled" : "published";
}

const NEEDED = ["title", "dek", "byline", "topic", "bodyMarkdown"] as const;
export type NeededField = (typeof NEEDED)[number];

/** Lists the required fields that are empty or are a web address instead of text. An article with such fields cannot be published. */
export function listMissingFields(fields: ArticleFields): NeededField[] {
  return NEEDED.filter(
    (field) => fields[field].trim() === "" || (field !== "bodyMarkdown" && isWebAddress(fields[field])),
  );
}
