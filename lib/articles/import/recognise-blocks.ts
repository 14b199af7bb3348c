import type { List, ListItem, Paragraph, PhrasingContent } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import { withPostsAbove, withTitlesBelow } from "@/lib/articles/import/adjacent-blocks";
import {
  type Block,
  isSupportedDirective,
  looseAttribution,
  paragraph,
  postOf,
  toDirectiveAndNotes,
} from "@/lib/articles/import/block-types";
import { readLabel } from "@/lib/articles/import/labels";
import { recogniseLines, type Wrapping } from "@/lib/articles/import/paragraphs";
import { between, flatText, trimmed } from "@/lib/articles/import/phrasing";
import { findAttributions, quotationStart } from "@/lib/articles/import/posts";

/** Converts hand-written labels and posts to directives. Other blocks stay unchanged. */
export function recognise(blocks: Block[], wrapping: Wrapping): Block[] {
  const found = blocks.flatMap((block) => recogniseBlock(block, wrapping));
  return withTitlesBelow(withPostsAbove(found));
}

function recogniseBlock(block: Block, wrapping: Wrapping): Block[] {
  if (block.type === "paragraph") return recogniseParagraph(block, wrapping);
  if (block.type === "heading") {
    const label = readLabel(flatText(block.children));
    return label?.title ? toDirectiveAndNotes(label, block.children) : [block];
  }
  if (block.type === "blockquote") return recogniseQuotation(block.children, wrapping);
  if (block.type === "list") return recogniseList(block, wrapping);
  return [block];
}

/** A quotation that ends with an attribution becomes a post. A quotation that contains only call-outs is unwrapped. */
function recogniseQuotation(children: Block[], wrapping: Wrapping): Block[] {
  const post = readPost(children);
  if (post) return [post];
  const found = recognise(children, wrapping);
  return found.length > 0 && found.every(isSupportedDirective)
    ? found
    : [{ type: "blockquote", children: found }];
}

function readPost(children: Block[]): ContainerDirective | null {
  for (const taken of [1, 2, 3]) {
    const last = children.slice(-taken);
    if (last.length < taken || !last.every((child) => child.type === "paragraph")) return null;
    const nodes = last.flatMap((child, at): PhrasingContent[] =>
      at === 0 ? child.children : [{ type: "break" }, ...child.children],
    );
    const attribution = findAttributions(nodes, { undated: true }).at(-1);
    if (!attribution || flatText(nodes).slice(attribution.to).trim() !== "") continue;
    const above = trimmed(between(nodes, 0, attribution.from));
    const text = [...children.slice(0, -taken), ...(above.length > 0 ? [paragraph(above)] : [])];
    return text.length > 0 ? postOf(attribution, text) : null;
  }
  return null;
}

/** Moves list items that are only a call-out or a read-more out of the list. */
function recogniseList(list: List, wrapping: Wrapping): Block[] {
  let start = list.start ?? 1;
  const parts: Block[] = [];
  for (const item of list.children) {
    const children = recognise(item.children, wrapping);
    const open = parts.at(-1);
    if (children.length > 0 && children.every(isSupportedDirective)) parts.push(...children);
    else if (open?.type === "list" && open.start === list.start) open.children.push({ ...item, children });
    else parts.push(listFrom(list, { ...item, children }, start));
    start += 1;
  }
  return parts;
}

function listFrom(list: List, item: ListItem, start: number): List {
  return { ...list, start: list.ordered ? start : list.start, children: [item] };
}

function recogniseParagraph({ children }: Paragraph, wrapping: Wrapping): Block[] {
  const attributions = findAttributions(children, { undated: false });
  const text = flatText(children);
  let from = 0;
  const blocks: Block[] = [];
  for (const attribution of attributions) {
    const above = text.slice(from, attribution.from);
    const quotation = from + postStart(above);
    const quoted = trimmed(between(children, quotation, attribution.from));
    blocks.push(...recogniseLines(between(children, from, quotation), wrapping));
    const whole = between(children, attribution.from, attribution.to);
    blocks.push(
      quoted.length > 0 ? postOf(attribution, [paragraph(quoted)]) : looseAttribution(attribution, whole),
    );
    from = attribution.to;
  }
  return [
    ...blocks,
    ...recogniseLines(from === 0 ? children : between(children, from, text.length), wrapping),
  ];
}

/** A post starts after the last labelled line above it. */
function postStart(above: string): number {
  const lines = above.split("\n");
  const labelled = lines.findLastIndex((line) => readLabel(line) !== null);
  const offset = lines.slice(0, labelled + 1).reduce((length, line) => length + line.length + 1, 0);
  return offset >= above.length ? above.length : offset + quotationStart(above.slice(offset));
}
