import type { Root } from "mdast";
import remarkDirective from "remark-directive";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import type { Block } from "@/lib/articles/import/block-types";
import { type Format, formatOf } from "@/lib/articles/import/file-formats";
import { findingsIn, inlineCampaignsIn } from "@/lib/articles/import/findings";
import { takeTitle } from "@/lib/articles/import/headline";
import { isTangled, readHtml } from "@/lib/articles/import/html";
import { wrapWidth } from "@/lib/articles/import/lines";
import { isEndless, isPiledUp } from "../complexity-limit";
import { type Front, readBody, readMarkdown } from "./markdown";
import { readPlainText } from "./plain-text";
import { recognise } from "./recognise-blocks";
import { tidy } from "./tidy";

/** An article as a newsroom hands it in, read: its title, and its text as a tree in which call-outs and the like are found. */
export type ImportedText = { title: string; dek: string; byline: string; tree: Root };

export type Reading =
  | { outcome: "read"; manuscript: ImportedText }
  | { outcome: "refused"; reason: "empty" | "too-long" | "tangled" };

/** The most that a file may hold: a page with all its markup, or a text alone. */
export const LARGEST_FILE_BYTES = 1_048_576;
const LONGEST_TEXT = 200_000;

/** Reads a text in whatever format it comes, and finds in it what newsrooms write by hand. Its words stay as they are. */
export function parseText(
  text: string,
  { fileName, format }: { fileName?: string; format?: Format } = {},
): Reading {
  const written = format ?? formatOf(text, fileName);
  if (text.trim() === "") return { outcome: "refused", reason: "empty" };
  if (text.length > (written === "html" ? LARGEST_FILE_BYTES : LONGEST_TEXT))
    return { outcome: "refused", reason: "too-long" };
  const isTooDeep = written !== "text" && isTangled(text);
  if (isTooDeep || (written !== "html" && isEndless(text))) return { outcome: "refused", reason: "tangled" };
  const { tree, front, pageTitle } = parse(text, written);
  const width = written === "html" ? null : wrapWidth(text);
  const { title, blocks } = takeTitle(blocksOf(tidy(tree)), { given: front.title, pageTitle, width });
  const children = recognise(blocks, { width });
  if (title === "" && children.length === 0) return { outcome: "refused", reason: "empty" };
  const { dek = "", byline = "" } = front;
  return { outcome: "read", manuscript: { title, dek, byline, tree: { type: "root", children } } };
}

function parse(text: string, format: Format): { tree: Root; front: Front; pageTitle: string | null } {
  if (format === "html") return { ...readHtml(text), front: {} };
  if (format === "markdown" && !isPiledUp(text)) return { ...readMarkdown(text), pageTitle: null };
  return { tree: { type: "root", children: readPlainText(text) }, front: {}, pageTitle: null };
}

/** What stands in a tree, without what only Markdown's extensions put there. */
function blocksOf(tree: Root): Block[] {
  return tree.children.flatMap((node): Block[] => {
    switch (node.type) {
      case "paragraph":
      case "heading":
      case "blockquote":
      case "list":
      case "code":
      case "thematicBreak":
      case "definition":
      case "leafDirective":
      case "containerDirective":
        return [node];
      default:
        return [];
    }
  });
}

const writer = unified().use(remarkDirective).use(remarkStringify, {
  bullet: "-",
  emphasis: "*",
  strong: "*",
  rule: "-",
  fences: true,
  listItemIndent: "one",
});

/** A manuscript's text as the Markdown that articles are kept in. */
export function asMarkdown({ tree }: ImportedText): string {
  return writer.stringify(tree);
}

/** A manuscript that was read before, from what `asMarkdown` made of it. */
export function manuscriptFrom({
  markdown,
  ...words
}: Omit<ImportedText, "tree"> & { markdown: string }): ImportedText {
  return { ...words, tree: readBody(markdown) };
}

/** What was found in a manuscript. */
export function listFindings({ tree, title }: ImportedText) {
  return findingsIn(tree, title);
}

/** Which campaign each of its inline actions means, or null. */
export function inlineCampaignsOf({ tree }: ImportedText) {
  return inlineCampaignsIn(tree);
}
