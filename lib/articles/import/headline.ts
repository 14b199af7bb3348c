import type { PhrasingContent } from "mdast";
import { type Block, isSupportedDirective, paragraph } from "@/lib/articles/import/block-types";
import { fold } from "@/lib/articles/import/fold-text";
import { readLabel } from "./labels";
import { endsSentence, linesFlowingOn } from "./lines";
import { between, flatText, onOneLine, trimmed } from "./phrasing";

const MAX_TITLE_LENGTH = 200;

type Titled = { title: string; blocks: Block[] };

/** Splits off the title: the given one, else the first heading, the page title, or the first line. */
export function extractTitle(
  blocks: Block[],
  { given, pageTitle, width }: { given?: string; pageTitle: string | null; width: number | null },
): Titled {
  const heading = headingOf(blocks, given ?? pageTitle);
  if (given) {
    const repeats = heading !== null && fold(textOf(heading)) === fold(given);
    return { title: given, blocks: repeats ? without(blocks, heading) : blocks };
  }
  if (heading) return shortened(textOf(heading), without(blocks, heading), blocks);
  if (pageTitle?.trim()) return shortened(onOneLine(pageTitle), blocks, blocks);
  return fromFirstLine(blocks, width);
}

/** Finds the first-level heading (if several, the one equal to the page title), or a heading at the start. */
function headingOf(blocks: Block[], called: string | null): Block | null {
  const first = blocks.filter(
    (block) => block.type === "heading" && block.depth === 1 && textOf(block) !== "",
  );
  const named = first.find((block) => called && fold(called).startsWith(fold(textOf(block))));
  const [top] = blocks;
  return named ?? first[0] ?? (top?.type === "heading" && !readLabel(textOf(top)) ? top : null);
}

function fromFirstLine(blocks: Block[], width: number | null): Titled {
  const at = blocks.findIndex((block) => block.type === "paragraph" && !readLabel(textOf(block)));
  const block = blocks[at];
  if (block?.type !== "paragraph")
    return {
      title: textOf(blocks.find((one) => !isSupportedDirective(one))).slice(0, MAX_TITLE_LENGTH),
      blocks,
    };
  const lines = flatText(block.children).split("\n");
  const count = 1 + linesFlowingOn(lines, width);
  const title = onOneLine(lines.slice(0, count).join(" "));
  const isProse = at > 0 || title.length > MAX_TITLE_LENGTH || (count > 2 && endsSentence(title));
  if (isProse) return shortened(at > 0 ? title : onOneLine(lines[0] ?? ""), blocks, blocks);
  const rest = restOf(block.children, lines.slice(0, count).join("\n").length);
  return { title, blocks: [...rest, ...blocks.slice(1)] };
}

function restOf(children: PhrasingContent[], from: number): Block[] {
  const rest = trimmed(between(children, from, flatText(children).length));
  return rest.length > 0 ? [paragraph(rest)] : [];
}

/** Cuts a title that is too long at a word. The full line then stays in the text. */
function shortened(title: string, rest: Block[], all: Block[]): Titled {
  if (title.length <= MAX_TITLE_LENGTH) return { title, blocks: rest };
  const cut = title.slice(0, MAX_TITLE_LENGTH - 1).replace(/\s+\S*$/, "");
  return { title: `${cut}…`, blocks: all };
}

function without(blocks: Block[], heading: Block): Block[] {
  return blocks.filter((block) => block !== heading);
}

function textOf(block: Block | undefined): string {
  const isWritten = block?.type === "paragraph" || block?.type === "heading";
  return isWritten ? onOneLine(flatText(block.children)) : "";
}
