import type { Nodes, Paragraph, Root, Text } from "mdast";
import type { Directives } from "mdast-util-directive";
import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";
import { isSlug } from "@/lib/ids";
import { isTooComplex, plainBlocks } from "./complexity-limit";

/** The labels of call-outs: "Take Action:", "Tweet Now:", "Sign Now:". */
export const CALL_KINDS = ["take-action", "tweet-now", "sign-now"] as const;
export type CallKind = (typeof CALL_KINDS)[number];

/** A position in the Markdown: line from 1, first and last character. */
export type Place = { line: number; from: number; to: number };

/** A supported directive. Unmatched ones come from imports and name no campaign or article yet. */
export type Found = { at: Place } & (
  | { what: "call-out"; number: string; campaign: string; inline: boolean }
  | { what: "unmatched-call-out"; kind: CallKind; title: string; inline: boolean }
  | { what: "read-more"; article: string }
  | { what: "unmatched-read-more"; headline: string }
  | { what: "post"; author: string; handle: string; date: string; url: string }
  | { what: "unreadable"; name: string }
  | { what: "unknown"; name: string }
);

const OUR_NAMES = ["take-action", "read-more", "post"];
/** `10:sup[6]` and `CO:sub[eq]`: figures and notes that have no character of their own. */
const RAISED_OR_LOWERED = ["sup", "sub"];
const ELEMENTS = {
  "call-out": { leaf: "take-action", inline: "take-action-inline" },
  "unmatched-call-out": { leaf: "unmatched-action", inline: "unmatched-action-inline" },
};

/** With tables, footnotes and bare addresses as GitHub writes them (GFM). A single `~` is a tilde. */
const processor = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkDirective);

/**
 * Parses the Markdown of an article and finds its directives in reading order. In the tree each directive carries its HTML
 * element. Unknown or invalid directives stay plain text, as does a text over the complexity limit.
 */
export function parseArticle(markdown: string): { root: Root; found: Found[] } {
  const root = isTooComplex(markdown) ? unparsed(markdown) : processor.parse(markdown);
  const found: Found[] = [];
  let callOuts = 0;
  visit(root, (node, index, parent) => {
    if (!isDirective(node) || isRaisedOrLowered(node)) return;
    const at = positionOf(node);
    const read = readDirective(node, { number: String(callOuts + 1), isBraced: markdown[at.to - 1] === "}" });
    if (read?.what === "call-out") callOuts += 1;
    if (read) {
      found.push({ ...read, at });
      node.data = asElement(read);
      return;
    }
    if (OUR_NAMES.includes(node.name)) found.push({ what: "unreadable", name: node.name, at });
    else if (node.type !== "textDirective") found.push({ what: "unknown", name: node.name, at });
    if (parent && index !== undefined)
      parent.children[index] = asWritten(node, markdown.slice(at.from, at.to));
    return SKIP;
  });
  return { root, found };
}

function unparsed(markdown: string): Root {
  const paragraphs = plainBlocks(markdown).map((value): Paragraph => {
    return { type: "paragraph", children: [{ type: "text", value }] };
  });
  return { type: "root", children: paragraphs };
}

/** Whether a node is a directive, supported or not. */
export function isDirective(node: Nodes): node is Directives {
  return node.type === "textDirective" || node.type === "leafDirective" || node.type === "containerDirective";
}

/** Returns the position of a node. */
export function positionOf(node: Nodes): Place {
  const { start, end } = node.position ?? { start: { line: 1, offset: 0 }, end: { offset: 0 } };
  return { line: start.line, from: start.offset ?? 0, to: end.offset ?? 0 };
}

type Read = Found extends infer Each ? (Each extends Found ? Omit<Each, "at"> : never) : never;

function readDirective(node: Directives, numbering: { number: string; isBraced: boolean }): Read | null {
  if (node.name === "take-action") return readCallOut(node, numbering);
  if (node.name === "read-more" && node.type === "leafDirective") return readReadMore(node);
  if (node.name === "post" && node.type === "containerDirective") return readPost(node);
  return null;
}

function readCallOut(
  node: Directives,
  { number, isBraced }: { number: string; isBraced: boolean },
): Read | null {
  if (node.type === "containerDirective") return null;
  const { campaign, kind, title } = node.attributes ?? {};
  const inline = node.type === "textDirective";
  if (campaign) return isSlug(campaign) ? { what: "call-out", number, campaign, inline } : null;
  const known = CALL_KINDS.find((one) => one === kind) ?? "take-action";
  const isUnmatched = campaign === undefined && (inline ? isBraced : Boolean(title?.trim()));
  return isUnmatched ? { what: "unmatched-call-out", kind: known, title: title?.trim() ?? "", inline } : null;
}

function readReadMore({ attributes }: Directives): Read | null {
  const article = attributes?.article;
  if (article) return isSlug(article) ? { what: "read-more", article } : null;
  const headline = attributes?.headline?.trim();
  return headline ? { what: "unmatched-read-more", headline } : null;
}

function readPost({ attributes }: Directives): Read | null {
  const { author, handle, date, url } = attributes ?? {};
  if (!author) return null;
  return { what: "post", author, handle: handle ?? "", date: date ?? "", url: asWebAddress(url ?? "") };
}

function asWebAddress(url: string): string {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : "";
}

/** Returns the HTML element and attributes of a directive. */
function asElement(read: Read): Directives["data"] {
  switch (read.what) {
    case "call-out":
      return {
        hName: ELEMENTS[read.what][read.inline ? "inline" : "leaf"],
        hProperties: { campaign: read.campaign, number: read.number },
      };
    case "unmatched-call-out":
      return {
        hName: ELEMENTS[read.what][read.inline ? "inline" : "leaf"],
        hProperties: { kind: read.kind, text: read.title },
      };
    case "read-more":
      return { hName: "read-more", hProperties: { article: read.article } };
    case "unmatched-read-more":
      return { hName: "unmatched-read-more", hProperties: { text: read.headline } };
    case "post": {
      const { what, ...attribution } = read;
      return { hName: "quoted-post", hProperties: attribution };
    }
    default:
      return {};
  }
}

/** Returns the source of a node as text, because "at 22:41" is not a directive. */
function asWritten({ type, position }: Directives, value: string): Text | Paragraph {
  const text = { type: "text", value, position } as const;
  return type === "textDirective" ? text : { type: "paragraph", children: [text], position };
}

/** Gives superscript and subscript their HTML element. */
function isRaisedOrLowered(node: Directives): boolean {
  if (node.type !== "textDirective" || !RAISED_OR_LOWERED.includes(node.name)) return false;
  if (node.children.length === 0) return false;
  node.data = { hName: node.name, hProperties: {} };
  return true;
}
