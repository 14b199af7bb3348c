import type { Findings } from "@/lib/articles/import/findings";
import type { Locale } from "@/lib/i18n/locales";

export type Option = { slug: string; title: string };

/** A text that was read and is not written anywhere yet, as the page shows it and sends it back. */
export type ParsedUpload = {
  /** Its file, or null when it was pasted. */
  file: string | null;
  language: Locale;
  dek: string;
  byline: string;
  markdown: string;
  findings: Findings;
  /** What each inline action means so far. */
  inlineCampaigns: (string | null)[];
};

export type ImportResult =
  | { outcome: "idle" }
  | { outcome: "refused"; message: string }
  | { outcome: "read"; texts: ParsedUpload[]; refusals: string[]; campaigns: Option[]; articles: Option[] };

/** What became of a text that an editor made a draft of. A draft that stands alone is opened at once. */
export type DraftResult =
  | { outcome: "idle" }
  | { outcome: "refused"; message: string }
  | { outcome: "done" | "already-there"; message: string; href: string; open: string };

/** The texts of the page, for its parts that run in a browser. */
export type ImportTexts = Record<
  | "paste"
  | "pasteHint"
  | "files"
  | "filesHint"
  | "language"
  | "campaign"
  | "campaignHint"
  | "leaveOpen"
  | "openHint"
  | "read"
  | "pasted"
  | "title"
  | "titleHint"
  | "callouts"
  | "readMores"
  | "posts"
  | "inlineActions"
  | "chooseCampaign"
  | "chooseArticle"
  | "nothing"
  | "paragraphs"
  | "text"
  | "createDraft"
  | "found"
  | "undated"
  | "take-action"
  | "tweet-now"
  | "sign-now",
  string
>;
