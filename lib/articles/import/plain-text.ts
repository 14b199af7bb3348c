import type { Blockquote, List, Paragraph } from "mdast";
import type { Block } from "@/lib/articles/import/block-types";

const BULLET = /^\s*[-•*·●▪]\s+(?=\S)/;
const QUOTED = /^\s*>\s?/;

/** Parses plain text to paragraphs separated by empty lines. Only list and quotation markers have a meaning. */
export function readPlainText(text: string): Block[] {
  return text
    .split(/\n[^\S\n]*\n/)
    .map((block) => block.split("\n").filter((line) => line.trim() !== ""))
    .filter((lines) => lines.length > 0)
    .map(readBlock);
}

function readBlock(lines: string[]): Block {
  if (lines.every((line) => QUOTED.test(line)))
    return quotation(lines.map((line) => line.replace(QUOTED, "")));
  if (lines.length > 1 && lines.every((line) => BULLET.test(line))) return listOf(lines);
  return paragraphOf(lines);
}

function paragraphOf(lines: string[]): Paragraph {
  const value = lines.map((line) => line.trim()).join("\n");
  return { type: "paragraph", children: [{ type: "text", value }] };
}

function quotation(lines: string[]): Blockquote {
  const children = lines.join("\n").split(/\n[^\S\n]*\n/);
  return { type: "blockquote", children: children.map((part) => paragraphOf(part.split("\n"))) };
}

function listOf(lines: string[]): List {
  const items = lines.map((line) => paragraphOf([line.replace(BULLET, "")]));
  return {
    type: "list",
    ordered: false,
    spread: false,
    children: items.map((item) => ({ type: "listItem", spread: false, children: [item] })),
  };
}
