import type { Nodes } from "mdast";
import type { ImportedText } from "@/lib/articles/import/parse-text";

/** The words of a manuscript in the order in which a reader meets them, attributes of our directives among them. */
export function textInReadingOrder({ title, tree }: ImportedText): string {
  return [title, ...tree.children.map(textOf)].join("\n");
}

function textOf(node: Nodes): string {
  if (node.type === "text" || node.type === "inlineCode" || node.type === "code") return node.value;
  if (node.type === "break") return "\n";
  const inside =
    "children" in node ? node.children.map(textOf).join(node.type === "paragraph" ? "" : between(node)) : "";
  if (node.type === "leafDirective") return `${node.attributes?.title ?? node.attributes?.headline}\n`;
  if (node.type !== "containerDirective") return inside;
  return [inside, node.attributes?.author, node.attributes?.handle].join("\n");
}

function between(node: Nodes): string {
  return ["root", "blockquote", "list", "listItem", "containerDirective"].includes(node.type) ? "\n" : "";
}
