import type { Element, Root as HtmlRoot } from "hast";
import type { State } from "hast-util-to-mdast";
import type { PhrasingContent, Root, TableCell, TableRow } from "mdast";
import rehypeParse from "rehype-parse";
import rehypeRaw from "rehype-raw";
import rehypeRemark from "rehype-remark";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { EXIT, SKIP, visit } from "unist-util-visit";
import { readFootnotes } from "./html-footnotes";
import { liftBlocks, readStyles } from "./lift-blocks";
import { raisedOrLowered } from "./superscripts";
import { isDataTable, rowsOf } from "./tables";
import { readWordLists } from "./word-lists";

/** Elements that are removed with their content: scripts, styles and site navigation. */
const NOT_OF_THE_TEXT = ["script", "style", "template", "noscript", "nav", "svg", "math", "title"];
/** Block elements. If removed without a separator, adjacent words would be joined. */
const BLOCKS =
  "address article aside body button center details dir fieldset figcaption figure footer form header hgroup html label legend main section".split(
    " ",
  );
/** Blocks that the Markdown converter drops unless they are renamed. */
const LEFT_OUT = ["dialog", "menu", "option", "optgroup", "select", "textarea", "noframes", "caption"];
const schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), ...BLOCKS, "footnote-ref", "footnote-def"],
  attributes: { ...defaultSchema.attributes, "footnote-ref": ["dataNote"], "footnote-def": ["dataNote"] },
  strip: NOT_OF_THE_TEXT,
};

const toMarkdownTree = unified()
  .use(rehypeSanitize, schema)
  .use(rehypeRemark, {
    handlers: {
      table: asTable,
      thead: asRows,
      tbody: asRows,
      tfoot: asRows,
      tr: asLine,
      del: asText,
      s: asText,
      strike: asText,
      sup: (state, node: Element) => raisedOrLowered("sup", phrasingIn(state, node)),
      sub: (state, node: Element) => raisedOrLowered("sub", phrasingIn(state, node)),
      "footnote-ref": (_state, node: Element) => ({ type: "footnoteReference", ...noteOf(node) }),
      "footnote-def": (state, node: Element) => ({
        ...{ type: "footnoteDefinition", ...noteOf(node) },
        children: state.toFlow(state.all(node)),
      }),
    },
  });
const parser = unified().use(rehypeParse);
const fromMarkdown = unified().use(remarkRehype, { allowDangerousHtml: true }).use(rehypeRaw);

/** Converts a page or a fragment to a sanitised Markdown tree, and returns the page title. */
export function readHtml(html: string): { tree: Root; pageTitle: string | null } {
  const page = parser.parse(html);
  return { pageTitle: titleOf(page), tree: sanitised(page) };
}

/** Converts HTML within Markdown to Markdown. */
export function withoutHtml(tree: Root): Root {
  return sanitised(fromMarkdown.runSync(tree));
}

function sanitised(page: HtmlRoot): Root {
  keepWhatIsLeftOut(page);
  readStyles(page);
  liftBlocks(page);
  readWordLists(page);
  readFootnotes(page);
  return toMarkdownTree.runSync(page);
}

function titleOf(page: HtmlRoot): string | null {
  let title: string | null = null;
  visit(page, "element", ({ tagName, children }) => {
    if (tagName !== "title") return;
    title = children.map((child) => (child.type === "text" ? child.value : "")).join("");
    return EXIT;
  });
  return title;
}

/** Replaces embedded frames with links, because our pages load nothing from other sites, and rare blocks with plain ones. */
function keepWhatIsLeftOut(page: HtmlRoot) {
  visit(page, "element", (node, at, parent) => {
    const { src, title } = node.properties;
    if (LEFT_OUT.includes(node.tagName)) node.tagName = "div";
    if (!["iframe", "embed"].includes(node.tagName) || !parent || at === undefined) return;
    if (typeof src !== "string" || !/^(https?:)?\/\//.test(src)) return;
    const href = src.startsWith("//") ? `https:${src}` : src;
    const text = { type: "text", value: typeof title === "string" && title ? title : href } as const;
    parent.children[at] = element("p", {}, [element("a", { href }, [text])]);
    return SKIP;
  });
}

function element(tagName: string, properties: Element["properties"], children: Element["children"]): Element {
  return { type: "element", tagName, properties, children };
}

/** Keeps a table of data, with its caption above. In others cells become paragraphs; a row of plain text becomes one line. */
function asTable(state: State, node: Element) {
  if (!isDataTable(node)) return state.toFlow(state.all(node));
  const captions = node.children.filter((child) => child.type === "element" && child.tagName === "div");
  const caption = state.toFlow(captions.flatMap((one) => (one.type === "element" ? state.all(one) : [])));
  const children = rowsOf(node).map((row) => tableRow(state, row));
  return [...caption, { type: "table", children } as const];
}

function tableRow(state: State, row: Element): TableRow {
  const cells = row.children.filter((cell) => cell.type === "element");
  const children = cells.map((cell): TableCell => ({ type: "tableCell", children: phrasingIn(state, cell) }));
  return { type: "tableRow", children };
}

function phrasingIn(state: State, node: Element): PhrasingContent[] {
  return state.toFlow(state.all(node)).flatMap((block, at): PhrasingContent[] => {
    const children = block.type === "paragraph" || block.type === "heading" ? block.children : [];
    return at === 0 ? children : [{ type: "text", value: " " }, ...children];
  });
}

function noteOf(node: Element) {
  const label = /^\d{1,3}$/.exec(String(node.properties.dataNote))?.[0] ?? "1";
  return { identifier: label, label };
}

function asRows(state: State, node: Element) {
  return state.all(node);
}

function asLine(state: State, node: Element) {
  const cells = node.children.filter((cell) => cell.type === "element");
  const contents = cells.map((cell) => state.all(cell)).filter((content) => content.length > 0);
  const flows = contents.map((content) => state.toFlow(content));
  const texts = flows.map((flow) =>
    flow.length === 1 && flow[0]?.type === "paragraph" ? flow[0].children : null,
  );
  if (texts.some((each) => each === null)) return flows.flat();
  const line = texts.flatMap((each, at) =>
    at === 0 ? (each ?? []) : [{ type: "text", value: " | " } as const, ...(each ?? [])],
  );
  return line.length === 0 ? undefined : ({ type: "paragraph", children: line } as const);
}

function asText(state: State, node: Element) {
  return state.all(node);
}

const MAX_NESTING = 400;
const MAX_TAGS = 24_000;
/** Formatting elements that the HTML parser reopens in every paragraph until they are closed. */
const REOPENED = /^(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)$/;
const CLOSED_BY_THEMSELVES =
  /^(p|li|dt|dd|tr|td|th|thead|tbody|tfoot|option|area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const MAX_REOPENED = 400_000;

/** Whether a page has too many elements, too much nesting or too many unclosed elements to be parsed in reasonable time. */
export function isTooComplexHtml(html: string): boolean {
  let [depth, deepest, reopened, tags] = [0, 0, 0, 0];
  for (const [, slash, name = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    const tag = name.toLowerCase();
    tags += 1;
    if (CLOSED_BY_THEMSELVES.test(tag)) continue;
    depth = Math.max(0, depth + (slash ? -1 : 1));
    deepest = Math.max(deepest, depth);
    if (REOPENED.test(tag)) reopened += slash ? -1 : 1;
  }
  return tags > MAX_TAGS || deepest > MAX_NESTING || reopened * tags > MAX_REOPENED;
}
