import type { BlockContent, DefinitionContent, Nodes, Root } from "mdast";
import remarkParse from "remark-parse";
import { unified } from "unified";

/** A part of a petition text. Items and quotes contain further blocks. */
export type Block =
  | { kind: "text" | "heading"; text: string }
  | { kind: "list"; isOrdered: boolean; items: { mark: string; blocks: Block[] }[] }
  | { kind: "quote"; blocks: Block[] };

type Content = Root["children"][number] | BlockContent | DefinitionContent;

const parser = unified().use(remarkParse);

/** Parses Markdown into blocks of plain text. Emphasis and links are reduced to their text; line breaks are kept. */
export function parseBlocks(markdown: string): Block[] {
  const root: Root = parser.parse(markdown);
  return blocksOf(root.children);
}

function blocksOf(nodes: Content[]): Block[] {
  return nodes.flatMap((node): Block[] => {
    if (node.type === "blockquote") return [{ kind: "quote", blocks: blocksOf(node.children) }];
    if (node.type === "list") {
      const items = node.children.map((item, index) => ({
        mark: node.ordered ? `${(node.start ?? 1) + index}.` : "•",
        blocks: blocksOf(item.children),
      }));
      return [{ kind: "list", isOrdered: node.ordered ?? false, items }];
    }
    const text = plainText(node).trim();
    return text ? [{ kind: node.type === "heading" ? "heading" : "text", text }] : [];
  });
}

function plainText(node: Nodes): string {
  // In Markdown a single line break is a space.
  if (node.type === "text") return node.value.replace(/\s+/gu, " ");
  if ("value" in node) return node.value;
  if (node.type === "break") return "\n";
  return "children" in node ? node.children.map(plainText).join("") : "";
}
