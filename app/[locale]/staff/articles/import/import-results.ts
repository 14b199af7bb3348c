import type { Findings, ImportRemark } from "@/lib/articles/import/findings";
import type { Locale } from "@/lib/i18n/locales";

export type Option = { slug: string; title: string };

/** A parsed text, not stored yet. The page shows it and posts it back. */
export type ParsedUpload = {
  /** The file name, or null for a pasted text. */
  file: string | null;
  language: Locale;
  dek: string;
  byline: string;
  markdown: string;
  findings: Findings;
  /** The campaign of each inline action, or null. */
  inlineCampaigns: (string | null)[];
};

export type ImportResult =
  | { outcome: "idle" }
  | { outcome: "refused"; message: string }
  | { outcome: "read"; texts: ParsedUpload[]; refusals: string[]; campaigns: Option[]; articles: Option[] };

/** The result of creating a draft. The draft of a single text is opened at once. */
export type DraftResult =
  | { outcome: "idle" }
  | { outcome: "refused"; message: string }
  | { outcome: "done" | "already-there"; message: string; href: string; open: string };

/** The texts of the import page, for components in the browser. */
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
  | "byline"
  | "dated"
  | "remarks"
  | ImportRemark
  | "take-action"
  | "tweet-now"
  | "sign-now",
  string
>;
