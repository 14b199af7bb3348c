import type { Root, RootContent } from "mdast";
import { EXIT, visit } from "unist-util-visit";
import { VFile } from "vfile";
import { matter } from "vfile-matter";
import { z } from "zod";
import { isSupportedDirective } from "@/lib/articles/import/block-types";
import { withoutHtml } from "@/lib/articles/import/html";
import { isDirective, parseArticle } from "../directives";

const line = z.string().trim().min(1).optional().catch(undefined);
const frontMatter = z
  .object({ title: line, dek: line, description: line, byline: line, author: line })
  .catch({});

export type Front = { title?: string; dek?: string; byline?: string };

/** Parses Markdown to a tree without HTML, and its front matter. Unsupported directives stay plain text. */
export function readMarkdown(text: string): { tree: Root; front: Front } {
  const { body, front } = readFront(text);
  return { tree: readBody(body), front };
}

/** Parses Markdown without front matter. */
export function readBody(body: string): Root {
  const { root } = parseArticle(body);
  visit(root, (node) => {
    // The writer prints no HTML elements.
    if ("data" in node && isDirective(node)) node.data = undefined;
  });
  return { type: "root", children: runsWithoutHtml(root) };
}

/** Placeholder for a line end while HTML is parsed, where line ends count as spaces. */
const LINE_END = "\ue000";

/** Parses the blocks between directives again if they contain HTML. */
function runsWithoutHtml(root: Root): RootContent[] {
  const definitions = root.children.filter((node) => node.type === "definition");
  const runs: RootContent[][] = [[]];
  for (const node of root.children) {
    if (isSupportedDirective(node)) runs.push([node], []);
    else runs.at(-1)?.push(node);
  }
  return runs.flatMap((children) =>
    hasHtml(children) ? withoutHtmlIn([...children, ...definitions]) : children,
  );
}

function withoutHtmlIn(children: RootContent[]): RootContent[] {
  const run: Root = { type: "root", children };
  visit(run, "text", (node) => {
    node.value = node.value.replaceAll("\n", LINE_END);
  });
  const plain = withoutHtml(run);
  visit(plain, "text", (node) => {
    node.value = node.value.replaceAll(LINE_END, "\n");
  });
  return plain.children;
}

function hasHtml(children: RootContent[]): boolean {
  let found = false;
  visit({ type: "root", children } satisfies Root, "html", () => {
    found = true;
    return EXIT;
  });
  return found;
}

function readFront(text: string): { body: string; front: Front } {
  if (!/^---[^\S\n]*\n/.test(text)) return { body: text, front: {} };
  const file = new VFile({ value: text });
  try {
    matter(file, { strip: true });
  } catch {
    // Not YAML: treat it as text between two thematic breaks.
    return { body: text, front: {} };
  }
  const { title, dek, description, byline, author } = frontMatter.parse(file.data.matter);
  return { body: String(file), front: { title, dek: dek ?? description, byline: byline ?? author } };
}
