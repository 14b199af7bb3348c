import type { Nodes, Root } from "mdast";
import remarkParse from "remark-parse";
import { unified } from "unified";

export type Paragraph = { kind: "text" | "heading" | "item" | "quote"; mark?: string; text: string };

const parser = unified().use(remarkParse);

/** Markdown as paragraphs to be set one below the other. The words stay; emphasis is left to them. */
export function paragraphsOf(markdown: string): Paragraph[] {
  const root: Root = parser.parse(markdown);
  return root.children.flatMap((node) => blocksOf(node));
}

function blocksOf(node: Nodes): Paragraph[] {
  if (node.type === "list")
    return node.children.map((item, index) => ({
      kind: "item",
      mark: node.ordered ? `${(node.start ?? 1) + index}.` : "•",
      text: wordsOf(item),
    }));
  const kind = node.type === "heading" ? "heading" : node.type === "blockquote" ? "quote" : "text";
  const text = wordsOf(node);
  return text ? [{ kind, text }] : [];
}

function wordsOf(node: Nodes): string {
  if ("value" in node) return node.value;
  if (node.type === "break") return " ";
  if ("children" in node) return node.children.map(wordsOf).join(node.type === "listItem" ? " " : "");
  return "";
}
