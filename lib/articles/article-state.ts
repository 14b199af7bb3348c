import type { Words } from "./merge-versions";

/** How the public stands to an article. */
export type ArticleState = "draft" | "scheduled" | "published";

/** What an article is at a time, told by when it was or will be published. */
export function articleState({ publishedAt }: { publishedAt: Date | null }, now: Date): ArticleState {
  if (!publishedAt) return "draft";
  return publishedAt > now ? "scheduled" : "published";
}

const NEEDED = ["title", "dek", "byline", "topic", "bodyMarkdown"] as const;
export type NeededField = (typeof NEEDED)[number];

/** What an article still lacks before it can be published. */
export function missingWords(words: Words): NeededField[] {
  return NEEDED.filter((field) => words[field].trim() === "");
}
