import type { Element } from "hast";
import { readLabel } from "./labels";
import { textOf } from "./word-lists";

const MAX_CELL_LENGTH = 400;
/** Elements that a cell of a Markdown table cannot hold. */
const BLOCKS = new Set("table ul ol blockquote h1 h2 h3 h4 h5 h6 pre figure hr iframe img".split(" "));

/** Whether a table holds data: at least two rows of as many short cells. Others only lay out a page, and their cells are paragraphs. */
export function isDataTable(table: Element): boolean {
  const rows = rowsOf(table).map((row) => row.children.filter(isCell));
  const width = rows[0]?.length ?? 0;
  if (rows.length < 2 || width < 2 || rows.some((cells) => cells.length !== width)) return false;
  return rows.flat().every((cell) => {
    const text = textOf(cell).trim();
    return text.length <= MAX_CELL_LENGTH && readLabel(text) === null && !holdsBlocks(cell);
  });
}

/** Returns the rows of a table in its head, body and foot. */
export function rowsOf(node: Element): Element[] {
  return node.children.flatMap((child): Element[] => {
    if (child.type !== "element") return [];
    return child.tagName === "tr"
      ? [child]
      : /^(thead|tbody|tfoot)$/.test(child.tagName)
        ? rowsOf(child)
        : [];
  });
}

function isCell(node: Element["children"][number]): node is Element {
  return node.type === "element" && (node.tagName === "td" || node.tagName === "th");
}

/** More than one paragraph counts as blocks. */
function holdsBlocks(cell: Element): boolean {
  const elements = cell.children.filter((child) => child.type === "element");
  const paragraphs = elements.filter(({ tagName }) => tagName === "p" || tagName === "div").length;
  return paragraphs > 1 || elements.some((child) => BLOCKS.has(child.tagName) || holdsBlocks(child));
}
