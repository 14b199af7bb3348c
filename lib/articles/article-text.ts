import type { Root as HtmlRoot } from "hast";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";
import { parseArticle } from "./directives";

/** A call-out in an article. Signatures store its `number` as `callout`. */
export type CallOut = { number: string; campaign: string; inline: boolean };

export type ArticleText = {
  /** Sanitised. Contains plain elements and `OUR_ELEMENTS`. */
  tree: HtmlRoot;
  callOuts: CallOut[];
  readMores: string[];
  /** Addresses of the images. */
  pictures: string[];
};

const OUR_ELEMENTS = {
  "take-action": ["campaign", "number"],
  "take-action-inline": ["campaign", "number"],
  "unmatched-action": ["kind", "text"],
  "unmatched-action-inline": ["kind", "text"],
  "read-more": ["article"],
  "unmatched-read-more": ["text"],
  "quoted-post": ["author", "handle", "date", "url"],
};

const schema = {
  ...defaultSchema,
  /** Ids come from footnotes only, whose links need them unchanged. */
  clobber: [],
  tagNames: [...(defaultSchema.tagNames ?? []), ...Object.keys(OUR_ELEMENTS)],
  attributes: { ...defaultSchema.attributes, ...OUR_ELEMENTS },
};

const toHtml = unified().use(remarkRehype).use(rehypeSanitize, schema);

/**
 * Parses the Markdown of an article into a sanitised tree, its call-outs numbered in reading order, and its read-mores.
 * Unknown or invalid directives stay plain text.
 */
export function readArticleText(markdown: string): ArticleText {
  const { root, found } = parseArticle(markdown);
  const callOuts = found.flatMap((each) =>
    each.what === "call-out" ? [{ number: each.number, campaign: each.campaign, inline: each.inline }] : [],
  );
  const readMores = found.flatMap((each) => (each.what === "read-more" ? [each.article] : []));
  const tree = toHtml.runSync(root);
  setDirections(tree);
  removeEnglishLabels(tree);
  return { tree, callOuts, readMores, pictures: picturesIn(tree) };
}

const BLOCKS = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "th", "td", "pre"]);

/**
 * Gives each block the direction of its first letter: one article may quote several languages. Blocks in a list get none: a
 * browser ignores letters in an element with its own `dir` when it determines the direction of the list.
 */
function setDirections(tree: HtmlRoot) {
  visit(tree, "element", (element) => {
    if (!BLOCKS.has(element.tagName)) return;
    element.properties.dir = "auto";
    if (element.tagName === "ul" || element.tagName === "ol") return SKIP;
  });
}

/** Removes the labels of footnotes, which are in English. A page adds its own. */
function removeEnglishLabels(tree: HtmlRoot) {
  visit(tree, "element", ({ properties, children }) => {
    if (properties.dataFootnotes !== undefined) children.splice(0, 1);
    if (properties.dataFootnoteRef !== undefined) properties.ariaDescribedBy = undefined;
    if (properties.dataFootnoteBackref !== undefined) properties.ariaLabel = undefined;
  });
}

function picturesIn(tree: HtmlRoot): string[] {
  const addresses: string[] = [];
  visit(tree, "element", ({ tagName, properties }) => {
    if (tagName === "img" && typeof properties.src === "string") addresses.push(properties.src);
  });
  return addresses;
}

/** Returns the reading time in whole minutes, at 230 words a minute. */
export function readingMinutes(markdown: string): number {
  const words = markdown.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
  return Math.max(1, Math.round(words / 230));
}
