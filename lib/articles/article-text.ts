import type { Root as HtmlRoot } from "hast";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { parseArticle } from "./directives";

/** A place in an article where the reader can act. `number` is the `callout` of a signature. */
export type CallOut = { number: string; campaign: string; inline: boolean };

export type ArticleText = {
  /** Sanitised; besides plain elements it holds those of `OUR_ELEMENTS`. */
  tree: HtmlRoot;
  callouts: CallOut[];
  readMores: string[];
  /** The addresses of its pictures. */
  pictures: string[];
};

const OUR_ELEMENTS = {
  "take-action": ["campaign", "number"],
  "take-action-inline": ["campaign", "number"],
  "unmatched-action": ["kind", "words"],
  "unmatched-action-inline": ["kind", "words"],
  "read-more": ["article"],
  "unmatched-read-more": ["words"],
  "quoted-post": ["author", "handle", "date", "url"],
};

const schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), ...Object.keys(OUR_ELEMENTS)],
  attributes: { ...defaultSchema.attributes, ...OUR_ELEMENTS },
};

const toHtml = unified().use(remarkRehype).use(rehypeSanitize, schema);

/**
 * Reads the Markdown of an article: its call-outs numbered in the order of reading, its read-mores, and a
 * sanitised tree to show. A directive that we do not know, or that names nothing sensible, stays the text it was.
 */
export function readArticleText(markdown: string): ArticleText {
  const { root, found } = parseArticle(markdown);
  const callouts = found.flatMap((each) =>
    each.what === "call-out" ? [{ number: each.number, campaign: each.campaign, inline: each.inline }] : [],
  );
  const readMores = found.flatMap((each) => (each.what === "read-more" ? [each.article] : []));
  const tree = toHtml.runSync(root);
  return { tree, callouts, readMores, pictures: picturesIn(tree) };
}

function picturesIn(tree: HtmlRoot): string[] {
  const addresses: string[] = [];
  visit(tree, "element", ({ tagName, properties }) => {
    if (tagName === "img" && typeof properties.src === "string") addresses.push(properties.src);
  });
  return addresses;
}

/** How long an article takes to read, in whole minutes, at 230 words a minute. */
export function readingMinutes(markdown: string): number {
  const words = markdown.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
  return Math.max(1, Math.round(words / 230));
}
