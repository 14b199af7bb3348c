import type { PhrasingContent } from "mdast";

/** Returns inline nodes as plain text, with breaks as line ends. `split` uses the same offsets. */
export function flatText(nodes: PhrasingContent[]): string {
  return nodes.map(textOf).join("");
}

function textOf(node: PhrasingContent): string {
  if (node.type === "text" || node.type === "inlineCode") return node.value;
  if (node.type === "break") return "\n";
  if (node.type === "image") return node.alt ?? "";
  return "children" in node ? flatText(node.children) : "";
}

/** Splits inline nodes at ascending offsets of their flat text. Returns one part more than offsets. */
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

/** Returns the nodes between two offsets. */
export function between(nodes: PhrasingContent[], from: number, to: number): PhrasingContent[] {
  return split(nodes, [from, to])[1] ?? [];
}

/** Returns the address of the first link, or null. */
export function addressIn(nodes: PhrasingContent[]): string | null {
  for (const node of nodes) {
    if (node.type === "link") return node.url;
    const inside = "children" in node ? addressIn(node.children) : null;
    if (inside) return inside;
  }
  return null;
}

/** Removes links and line breaks, for use within a link. */
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

/** Removes spaces and breaks at both ends. */
export function trimmed(nodes: PhrasingContent[]): PhrasingContent[] {
  const text = flatText(nodes);
  const from = text.length - text.trimStart().length;
  return text.trim() === "" ? [] : between(nodes, from, text.trimEnd().length);
}

/** Joins a text to one line with single spaces. */
export function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
