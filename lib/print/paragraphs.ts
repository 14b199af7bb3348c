import type { Nodes, Root } from "mdast";
import remarkParse from "remark-parse";
import { unified } from "unified";

type Paragraph = { kind: "text" | "heading" | "item" | "quote"; mark?: string; text: string };

const parser = unified().use(remarkParse);

/** Parses Markdown into plain paragraphs. Emphasis and links are reduced to their text. */
export function parseParagraphs(markdown: string): Paragraph[] {
  const root: Root = parser.parse(markdown);
  return root.children.flatMap((node) => blockParagraphs(node));
}

function blockParagraphs(node: Nodes): Paragraph[] {
  if (node.type === "list")
    return node.children.map((item, index) => ({
      kind: "item",
      mark: node.ordered ? `${(node.start ?? 1) + index}.` : "•",
      text: plainText(item),
    }));
  const kind = node.type === "heading" ? "heading" : node.type === "blockquote" ? "quote" : "text";
  const text = plainText(node);
  return text ? [{ kind, text }] : [];
}

function plainText(node: Nodes): string {
  if ("value" in node) return node.value;
  if (node.type === "break") return " ";
  if ("children" in node) return node.children.map(plainText).join(node.type === "listItem" ? " " : "");
  return "";
}
