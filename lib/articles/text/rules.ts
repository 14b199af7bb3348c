import type { Root as HtmlRoot } from "hast";
import type { Nodes } from "mdast";
import type { Directives } from "mdast-util-directive";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkDirective from "remark-directive";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";
import { isSlug } from "@/lib/ids";

/** A place in an article where the reader can act. `number` is the `callout` of a signature. */
export type CallOut = { number: string; campaign: string; inline: boolean };

export type ArticleText = {
  /** Sanitised; besides plain elements it holds `take-action`, `take-action-inline`, `read-more` and `quoted-post`. */
  tree: HtmlRoot;
  callouts: CallOut[];
  readMores: string[];
};

const OUR_ELEMENTS = {
  "take-action": ["campaign", "number"],
  "take-action-inline": ["campaign", "number"],
  "read-more": ["article"],
  "quoted-post": ["author", "handle", "date", "url"],
};

const schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), ...Object.keys(OUR_ELEMENTS)],
  attributes: { ...defaultSchema.attributes, ...OUR_ELEMENTS },
};

const processor = unified().use(remarkParse).use(remarkDirective);
const toHtml = unified().use(remarkRehype).use(rehypeSanitize, schema);

/**
 * Reads the Markdown of an article: its call-outs numbered in the order of reading, its read-mores, and a
 * sanitised tree to show. A directive that we do not know, or that names nothing sensible, stays the text it was.
 */
export function readArticleText(markdown: string): ArticleText {
  const tree = processor.parse(markdown);
  const callouts: CallOut[] = [];
  const readMores: string[] = [];
  visit(tree, (node) => {
    if (!isDirective(node)) return;
    const found = readDirective(node, String(callouts.length + 1));
    if (!found) {
      node.data = asWritten(node, markdown);
      return SKIP;
    }
    node.data = { hName: found.element, hProperties: found.properties };
    if (found.callout) callouts.push(found.callout);
    if (found.readMore) readMores.push(found.readMore);
  });
  return { tree: toHtml.runSync(tree), callouts, readMores };
}

type Found = {
  element: keyof typeof OUR_ELEMENTS;
  properties: Record<string, string>;
  callout?: CallOut;
  readMore?: string;
};

function readDirective(node: Directives, number: string): Found | null {
  const {
    campaign = "",
    article = "",
    author = "",
    handle = "",
    date = "",
    url = "",
  } = node.attributes ?? {};
  if (node.name === "take-action" && node.type !== "containerDirective" && isSlug(campaign ?? "")) {
    const callout = { number, campaign: campaign ?? "", inline: node.type === "textDirective" };
    const element = callout.inline ? "take-action-inline" : "take-action";
    return { element, properties: { campaign: callout.campaign, number }, callout };
  }
  if (node.name === "read-more" && node.type === "leafDirective" && isSlug(article ?? "")) {
    return { element: "read-more", properties: { article: article ?? "" }, readMore: article ?? "" };
  }
  if (node.name === "post" && node.type === "containerDirective" && author) {
    const properties = {
      author,
      handle: handle ?? "",
      date: date ?? "",
      url: isWebAddress(url ?? "") ? (url ?? "") : "",
    };
    return { element: "quoted-post", properties };
  }
  return null;
}

function isDirective(node: Nodes): node is Directives {
  return node.type === "textDirective" || node.type === "leafDirective" || node.type === "containerDirective";
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** What stood in the source: "at 10:30 p.m." holds no directive. */
function asWritten(node: Directives, markdown: string): Directives["data"] {
  const written = markdown.slice(node.position?.start.offset, node.position?.end.offset);
  return {
    hName: node.type === "textDirective" ? "span" : "p",
    hChildren: [{ type: "text", value: written }],
  };
}

/** How long an article takes to read, in whole minutes, at 230 words a minute. */
export function readingMinutes(markdown: string): number {
  const words = markdown.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
  return Math.max(1, Math.round(words / 230));
}
