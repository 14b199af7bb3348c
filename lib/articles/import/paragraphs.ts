import type { PhrasingContent } from "mdast";
import { type Block, calledOut, paragraph } from "@/lib/articles/import/block-types";
import { withInlineActions } from "@/lib/articles/import/inline-actions";
import { type Label, readLabel } from "@/lib/articles/import/labels";
import { endsSentence, flowsOn, isParagraphEnd, linesOfTitle } from "@/lib/articles/import/lines";
import { flatText, split, trimmed } from "./phrasing";

const MOST_LINES_OF_A_TITLE = 8;

/** How the lines of a text came about: `width` is where its writer wrapped them by hand, if they did. */
export type Wrapping = { width: number | null };

/** A run of lines that belong together: one labelled line with the rest of its title, or prose. */
type Run = { lines: string[]; isLabelled: boolean };

/** What the lines of a paragraph are: labelled ones with all that belongs to their titles, and prose between them. */
export function recogniseLines(nodes: PhrasingContent[], { width }: Wrapping): Block[] {
  const runs = runsOf(flatText(nodes).split("\n"), width);
  let offset = 0;
  const ends = runs.map(({ lines }) => (offset += lengthOf(lines)));
  return split(nodes, ends.slice(0, -1)).flatMap((part, at) => {
    const { lines, isLabelled } = runs[at] ?? { lines: [], isLabelled: false };
    if (!isLabelled) return prose(part, lines);
    const label = readLabel(lines.join(" "));
    return [label?.title ? calledOut(label, part) : paragraph(trimmed(part))];
  });
}

function lengthOf(lines: string[]): number {
  return lines.reduce((length, line) => length + line.length + 1, 0);
}

function runsOf(lines: string[], width: number | null): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    const open = runs.at(-1);
    const isLabelled =
      readLabel(line) !== null && (!open || open.isLabelled || mayFollow(lines[at - 1] ?? "", line));
    const count = isLabelled ? 1 + linesOfTitle(lines.slice(at, at + MOST_LINES_OF_A_TITLE), width) : 1;
    const taken = lines.slice(at, at + count);
    if (open && !open.isLabelled && !isLabelled) open.lines.push(...taken);
    else runs.push({ lines: taken, isLabelled });
    at += count;
  }
  return runs;
}

/** Whether a labelled line may stand below a line of prose: not when that one flows on into it. */
function mayFollow(above: string, line: string): boolean {
  return endsSentence(above) || above.trim() === "" || (!flowsOn(above, line) && /^\P{L}*\p{Lu}/u.test(line));
}

/** Running text, in paragraphs; its sentences that point to an action become inline actions. */
function prose(nodes: PhrasingContent[], lines: string[]): Block[] {
  const cuts: number[] = [];
  let offset = 0;
  for (const [at, line] of lines.entries()) {
    offset += line.length + 1;
    const next = lines[at + 1];
    if (next !== undefined && (line.trim() === "" || next.trim() === "" || isParagraphEnd(line, next, lines)))
      cuts.push(offset);
  }
  return split(nodes, cuts)
    .map(trimmed)
    .filter((part) => part.length > 0)
    .flatMap(withLabelBehind);
}

/** A paragraph behind whose last sentence a label stands in a link or in bold: `… war. <a>Read More: Why</a>`. */
function withLabelBehind(nodes: PhrasingContent[]): Block[] {
  const [before, last] = [trimmed(nodes.slice(0, -1)), nodes.at(-1)];
  const label = before.length > 0 ? markedLabel(last) : null;
  if (!label || !last || !(endsSentence(flatText(before)) || markedLabel(before.at(-1))))
    return [paragraph(withInlineActions(nodes))];
  return [...withLabelBehind(before), calledOut(label, [last])];
}

/** What a link or bold words say that are nothing but a label and its title, or null. */
function markedLabel(node: PhrasingContent | undefined): Label | null {
  const label = node?.type === "link" || node?.type === "strong" ? readLabel(flatText([node])) : null;
  return label?.title ? label : null;
}
