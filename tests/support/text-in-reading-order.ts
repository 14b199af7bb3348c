import type { Nodes } from "mdast";
import type { ImportedText } from "@/lib/articles/import/parse-text";

/** Returns the text of an imported article in reading order, including the visible attributes of directives. */
export function textInReadingOrder({ title, tree }: ImportedText): string {
  return [title, ...tree.children.map(textOf)].join("\n");
}

function textOf(node: Nodes): string {
  if (node.type === "text" || node.type === "inlineCode" || node.type === "code") return node.value;
  if (node.type === "break") return "\n";
  const inside =
    "children" in node
      ? node.children.map(textOf).join(node.type === "paragraph" ? "" : separator(node))
      : "";
  if (node.type === "leafDirective") return `${node.attributes?.title ?? node.attributes?.headline}\n`;
  if (node.type !== "containerDirective") return inside;
  return [inside, node.attributes?.author, node.attributes?.handle].join("\n");
}

function separator(node: Nodes): string {
  return ["root", "blockquote", "list", "listItem", "containerDirective"].includes(node.type) ? "\n" : "";
}
