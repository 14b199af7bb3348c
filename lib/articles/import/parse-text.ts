import type { Root } from "mdast";
import { gfmFootnoteToMarkdown } from "mdast-util-gfm-footnote";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import remarkDirective from "remark-directive";
import remarkStringify from "remark-stringify";
import { type Processor, unified } from "unified";
import type { Block } from "@/lib/articles/import/block-types";
import { takeByline } from "@/lib/articles/import/byline";
import { type Format, formatOf } from "@/lib/articles/import/file-formats";
import { findingsIn, inlineCampaignsIn } from "@/lib/articles/import/findings";
import { extractTitle } from "@/lib/articles/import/headline";
import { isTooComplexHtml, readHtml } from "@/lib/articles/import/html";
import { wrapWidth } from "@/lib/articles/import/lines";
import { isTooComplex, isTooLong } from "../complexity-limit";
import { type Front, readBody, readMarkdown } from "./markdown";
import { readPlainText } from "./plain-text";
import { recognise } from "./recognise-blocks";
import { tidy } from "./tidy";

/** A parsed article: its title, and its text as a tree with call-outs, read-mores and posts. */
export type ImportedText = {
  title: string;
  dek: string;
  byline: string;
  /** The day that the text names beside its author, `YYYY-MM-DD`, or as written where that is ambiguous. */
  date: string | null;
  tree: Root;
};

type Reading =
  | { outcome: "read"; imported: ImportedText }
  | { outcome: "refused"; reason: "empty" | "too-long" | "tangled" };

/** Maximum file size, markup included. */
export const MAX_FILE_BYTES = 1_048_576;
const MAX_TEXT_LENGTH = 200_000;

/** Parses a text in any supported format and recognises hand-written labels. The wording is not changed. */
export function parseText(
  text: string,
  { fileName, format }: { fileName?: string; format?: Format } = {},
): Reading {
  const written = format ?? formatOf(text, fileName);
  if (text.trim() === "") return { outcome: "refused", reason: "empty" };
  if (text.length > (written === "html" ? MAX_FILE_BYTES : MAX_TEXT_LENGTH))
    return { outcome: "refused", reason: "too-long" };
  const isTooDeep = written !== "text" && isTooComplexHtml(text);
  if (isTooDeep || (written !== "html" && isTooLong(text))) return { outcome: "refused", reason: "tangled" };
  const { tree, front, pageTitle } = parse(text, written);
  const width = written === "html" ? null : wrapWidth(text);
  const titled = extractTitle(blocksOf(tidy(tree)), { given: front.title, pageTitle, width });
  const { title } = titled;
  const { blocks, found } = takeByline(titled.blocks);
  const children = recognise(blocks, { width });
  if (title === "" && children.length === 0) return { outcome: "refused", reason: "empty" };
  const { dek = "", byline = found?.byline ?? "" } = front;
  const date = found?.date ?? null;
  return { outcome: "read", imported: { title, dek, byline, date, tree: { type: "root", children } } };
}

function parse(text: string, format: Format): { tree: Root; front: Front; pageTitle: string | null } {
  if (format === "html") return { ...readHtml(text), front: {} };
  if (format === "markdown" && !isTooComplex(text)) return { ...readMarkdown(text), pageTitle: null };
  return { tree: { type: "root", children: readPlainText(text) }, front: {}, pageTitle: null };
}

/** Returns the blocks of a tree that articles support. */
export function blocksOf(tree: Root): Block[] {
  return tree.children.flatMap((node): Block[] => {
    switch (node.type) {
      case "paragraph":
      case "heading":
      case "blockquote":
      case "list":
      case "code":
      case "thematicBreak":
      case "table":
      case "footnoteDefinition":
      case "definition":
      case "leafDirective":
      case "containerDirective":
        return [node];
      default:
        return [];
    }
  });
}

/** Writes tables and footnotes. */
function writeGfm(this: Processor) {
  const data = this.data();
  data.toMarkdownExtensions ??= [];
  data.toMarkdownExtensions.push(gfmTableToMarkdown({ tablePipeAlign: false }), gfmFootnoteToMarkdown());
}

const writer = unified().use(remarkDirective).use(writeGfm).use(remarkStringify, {
  bullet: "-",
  emphasis: "*",
  strong: "*",
  rule: "-",
  fences: true,
  listItemIndent: "one",
});

/** Converts an imported text to the Markdown that articles store. */
export function asMarkdown({ tree }: Pick<ImportedText, "tree">): string {
  return writer.stringify(tree);
}

/** Parses an imported text again from the output of `asMarkdown`. */
export function restoreImportedText({
  markdown,
  ...headline
}: Omit<ImportedText, "tree" | "date"> & { markdown: string }): ImportedText {
  return { ...headline, date: null, tree: readBody(markdown) };
}

export function listFindings({ tree, ...headline }: ImportedText) {
  return findingsIn(tree, headline);
}

/** Returns the campaign of each inline action, or null. */
export function inlineCampaignsOf({ tree }: ImportedText) {
  return inlineCampaignsIn(tree);
}
