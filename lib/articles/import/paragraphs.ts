import type { PhrasingContent } from "mdast";
import { type Block, paragraph, toDirective, toDirectiveAndNotes } from "@/lib/articles/import/block-types";
import { withInlineActions } from "@/lib/articles/import/inline-actions";
import { type Label, readLabel } from "@/lib/articles/import/labels";
import { endsSentence, flowsOn, isParagraphEnd, linesOfTitle } from "@/lib/articles/import/lines";
import { isCounter } from "./counters";
import { between, flatText, onOneLine, split, trimmed } from "./phrasing";

const MAX_TITLE_LINES = 8;

/** `width` is the column at which the text is hard-wrapped, or null. */
export type Wrapping = { width: number | null };

/** Consecutive lines: a labelled line with its title, or prose. */
type Run = { lines: string[]; isLabelled: boolean };

/** Splits a paragraph into labelled lines with their titles, and prose. */
export function recogniseLines(nodes: PhrasingContent[], { width }: Wrapping): Block[] {
  const runs = runsOf(flatText(nodes).split("\n"), width);
  let offset = 0;
  const ends = runs.map(({ lines }) => (offset += lengthOf(lines)));
  return split(nodes, ends.slice(0, -1)).flatMap((part, at) => {
    const { lines, isLabelled } = runs[at] ?? { lines: [], isLabelled: false };
    if (!isLabelled) return prose(part, lines);
    return labelledLines(part, lines);
  });
}

/** Converts a labelled line with its title, or a label above several headlines. */
function labelledLines(nodes: PhrasingContent[], lines: string[]): Block[] {
  const counter = lines.slice(1).find(isCounter);
  const kept = lines.filter((line, at) => at === 0 || !isCounter(line));
  const [first = "", ...below] = kept;
  const above = readLabel(first);
  if (above?.isPlural && above.title === "" && below.length > 1)
    return below
      .filter((line) => line.trim() !== "")
      .map((line) => toDirective({ ...above, title: onOneLine(line) }, lineOf(nodes, lines, line)));
  const label = readLabel(kept.join(" "));
  if (!label?.title) return [paragraph(trimmed(nodes))];
  return toDirectiveAndNotes(counter ? { ...label, counter: onOneLine(counter) } : label, nodes);
}

/** Returns the nodes of one line. */
function lineOf(nodes: PhrasingContent[], lines: string[], line: string): PhrasingContent[] {
  const from = lengthOf(lines.slice(0, lines.indexOf(line)));
  return between(nodes, from, from + line.length);
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
    const count = isLabelled ? 1 + linesOfTitle(lines.slice(at, at + MAX_TITLE_LINES), width) : 1;
    const taken = lines.slice(at, at + count);
    if (open && !open.isLabelled && !isLabelled) open.lines.push(...taken);
    else runs.push({ lines: taken, isLabelled });
    at += count;
  }
  return runs;
}

/** Whether a labelled line can follow a line of prose. It cannot if it continues the sentence above. */
function mayFollow(above: string, line: string): boolean {
  return endsSentence(above) || above.trim() === "" || (!flowsOn(above, line) && /^\P{L}*\p{Lu}/u.test(line));
}

/** Converts prose to paragraphs with inline actions. */
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

/** Splits off a label in a link or in bold after the last sentence: `… war. <a>Read More: Why</a>`. */
function withLabelBehind(nodes: PhrasingContent[]): Block[] {
  const [before, last] = [trimmed(nodes.slice(0, -1)), nodes.at(-1)];
  const label = before.length > 0 ? markedLabel(last) : null;
  if (!label || !last || !(endsSentence(flatText(before)) || markedLabel(before.at(-1))))
    return [paragraph(withInlineActions(nodes))];
  return [...withLabelBehind(before), toDirective(label, [last])];
}

/** Returns the text of a link or bold text that contains only a label and a title, or null. */
function markedLabel(node: PhrasingContent | undefined): Label | null {
  const label = node?.type === "link" || node?.type === "strong" ? readLabel(flatText([node])) : null;
  return label?.title ? label : null;
}
