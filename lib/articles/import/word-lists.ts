import type { Element, ElementContent, Parents } from "hast";

const MARKER =
  /^[\s\u00a0]*(?:(?<bullet>[·•▪●○◦■§\uf0b7\uf0a7\uf0d8–-]|o(?=[\s\u00a0]))|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,5})[.)])[\s\u00a0]+/u;

type Item = { item: Element; isOrdered: boolean; level: number };

/** Turns the list paragraphs of Word (`MsoListParagraph`, `mso-list`) into lists, nested by their level. */
export function readWordLists(parent: Parents): void {
  const children: ElementContent[] = [];
  let items: Item[] = [];
  const endList = () => {
    if (items.length > 0) children.push(...listsOf(items));
    items = [];
  };
  for (const child of parent.children as ElementContent[]) {
    if (child.type === "element") readWordLists(child);
    const item = child.type === "element" ? asItem(child) : null;
    const isSpace = child.type === "comment" || (child.type === "text" && child.value.trim() === "");
    if (item) items.push(item);
    else if (!isSpace || items.length === 0) {
      endList();
      children.push(child);
    }
  }
  endList();
  parent.children = children;
}

function asItem(node: Element): Item | null {
  const classes = String(node.properties.className ?? "");
  const style = String(node.properties.style ?? "");
  if (node.tagName !== "p" || !(/MsoList/.test(classes) || /mso-list:\s*l\d/i.test(style))) return null;
  const marker = MARKER.exec(textOf(node));
  if (!marker) return null;
  removeStart(node, marker[0].length);
  const level = Number(/level(\d)/.exec(style)?.[1] ?? 1);
  const item: Element = { type: "element", tagName: "li", properties: {}, children: node.children };
  return { item, isOrdered: marker.groups?.bullet === undefined, level };
}

/** Returns one list for each run of items of the same kind at the lowest level, with the deeper ones inside. */
function listsOf(items: Item[]): Element[] {
  const lists: Element[] = [];
  const lowest = Math.min(...items.map(({ level }) => level));
  for (let at = 0; at < items.length; ) {
    const first = items[at];
    if (!first) break;
    const inside = items.slice(at + 1).findIndex(({ level }) => level <= lowest);
    const end = inside < 0 ? items.length : at + 1 + inside;
    const deeper = items.slice(at + 1, end);
    if (deeper.length > 0) first.item.children.push(...listsOf(deeper));
    const tagName = first.isOrdered ? "ol" : "ul";
    const open = lists.at(-1);
    if (open?.tagName === tagName) open.children.push(first.item);
    else lists.push({ type: "element", tagName, properties: {}, children: [first.item] });
    at = end;
  }
  return lists;
}

export function textOf(node: Element | ElementContent): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map(textOf).join("") : "";
}

/** Removes the first characters of an element's text. Returns how many are left to remove. */
export function removeStart(node: Element, length: number): number {
  let left = length;
  for (const child of node.children) {
    if (left === 0) break;
    if (child.type === "element") left = removeStart(child, left);
    if (child.type !== "text") continue;
    const removed = Math.min(left, child.value.length);
    child.value = child.value.slice(removed);
    left -= removed;
  }
  return left;
}
