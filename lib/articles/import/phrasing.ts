import type { PhrasingContent } from "mdast";

/** What some words and marks of a paragraph read like, a line break as a line end. Its offsets are those of `split`. */
export function flatText(nodes: PhrasingContent[]): string {
  return nodes.map(textOf).join("");
}

function textOf(node: PhrasingContent): string {
  if (node.type === "text" || node.type === "inlineCode") return node.value;
  if (node.type === "break") return "\n";
  if (node.type === "image") return node.alt ?? "";
  return "children" in node ? flatText(node.children) : "";
}

/** Words and marks, parted at some offsets of their flat text in rising order: one part more than there are offsets. */
export function split(nodes: PhrasingContent[], offsets: number[]): PhrasingContent[][] {
  const parts: PhrasingContent[][] = [[]];
  let at = 0;
  let next = 0;
  for (const node of nodes) {
    const length = textOf(node).length;
    const inside: number[] = [];
    for (let cut = offsets[next]; cut !== undefined && cut < at + length; cut = offsets[++next])
      inside.push(Math.max(0, cut - at));
    const [first = [], ...others] = inside.length === 0 ? [[node]] : splitNode(node, inside);
    parts.at(-1)?.push(...first);
    parts.push(...others);
    at += length;
  }
  while (parts.length <= offsets.length) parts.push([]);
  return parts;
}

function splitNode(node: PhrasingContent, offsets: number[]): PhrasingContent[][] {
  if (node.type === "text" || node.type === "inlineCode") {
    const bounds = [0, ...offsets, node.value.length];
    return bounds.slice(1).map((end, at) => {
      const value = node.value.slice(bounds[at], end);
      return value === "" ? [] : [{ ...node, value }];
    });
  }
  if (!("children" in node)) return [...offsets.map(() => []), [node]];
  return split(node.children, offsets).map((children) =>
    children.length === 0 ? [] : [{ ...node, children }],
  );
}

/** The words from one offset to another. */
export function between(nodes: PhrasingContent[], from: number, to: number): PhrasingContent[] {
  return split(nodes, [from, to])[1] ?? [];
}

/** The first address that some words lead to. */
export function addressIn(nodes: PhrasingContent[]): string | null {
  for (const node of nodes) {
    if (node.type === "link") return node.url;
    const inside = "children" in node ? addressIn(node.children) : null;
    if (inside) return inside;
  }
  return null;
}

/** The same words where no link may stand, as within another, and on one line. */
export function withoutLinks(nodes: PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === "link" || node.type === "linkReference") return withoutLinks(node.children);
    if (node.type === "break") return [{ type: "text", value: " " }];
    if (node.type === "text") return [{ ...node, value: node.value.replaceAll(/\s*\n\s*/g, " ") }];
    if (node.type === "emphasis" || node.type === "strong")
      return [{ ...node, children: withoutLinks(node.children) }];
    return [node];
  });
}

/** The same words without blanks and breaks at either end. */
export function trimmed(nodes: PhrasingContent[]): PhrasingContent[] {
  const text = flatText(nodes);
  const from = text.length - text.trimStart().length;
  return text.trim() === "" ? [] : between(nodes, from, text.trimEnd().length);
}

/** Words on one line, with single spaces. */
export function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
