import type { List, ListItem } from "mdast";
import { attributionOf, type Block, postOf, toDirectiveAndNotes } from "@/lib/articles/import/block-types";
import { type Label, readLabel } from "@/lib/articles/import/labels";
import { endsSentence } from "@/lib/articles/import/lines";
import { isCounter } from "./counters";
import { flatText, onOneLine, trimmed } from "./phrasing";
import { findAttributions } from "./posts";

const MAX_TITLE_LENGTH = 160;
const MAX_QUOTED_PARAGRAPHS = 5;

/** Joins an attribution in a paragraph of its own with the quotation above it. Without a quotation it stays plain text. */
export function withPostsAbove(blocks: Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const attribution = attributionOf(block) ?? attributionInList(block);
    const quoted = attribution ? quotationAtEnd(joined) : 0;
    if (!attribution || quoted === 0) {
      joined.push(block);
      continue;
    }
    const text = joined.splice(-quoted).flatMap((one) => (one.type === "blockquote" ? one.children : [one]));
    joined.push(postOf(attribution, text));
  }
  return joined;
}

/** In Markdown, "- NAME (@handle) DATE" parses as a list with one item. */
function attributionInList(block: Block) {
  const [item, ...others] = block.type === "list" ? block.children : [];
  const [only, ...more] = item?.children ?? [];
  if (only?.type !== "paragraph" || others.length > 0 || more.length > 0) return null;
  const dashed = [{ type: "text", value: "— " } as const, ...only.children];
  const [found] = findAttributions(dashed, { undated: false });
  return found?.from === 0 && found.to === flatText(dashed).length ? found : null;
}

/** Counts the last blocks that form one quotation: a block quote, or paragraphs between quotation marks. */
function quotationAtEnd(blocks: Block[]): number {
  const last = blocks.at(-1);
  if (last?.type === "blockquote") return 1;
  for (let count = 1; count <= MAX_QUOTED_PARAGRAPHS; count += 1) {
    const block = blocks.at(-count);
    if (block?.type !== "paragraph" || attributionOf(block)) break;
    if (/^\s*[“"«‘]/u.test(flatText(block.children)) && closes(last)) return count;
  }
  return last?.type === "paragraph" && !isByline(flatText(last.children)) ? 1 : 0;
}

function closes(block: Block | undefined): boolean {
  return block?.type === "paragraph" && /[”"»’]\s*$/u.test(flatText(block.children));
}

function isByline(text: string): boolean {
  return /^(by|por|de|from)\s/i.test(text.trim()) && text.length < 120;
}

/**
 * Applies a label in a block of its own to the title or the list of titles below it, and takes the counter off below a
 * call-out.
 */
export function withTitlesBelow(blocks: Block[]): Block[] {
  const joined: Block[] = [];
  let plural: Label | null = null;
  for (const block of blocks) {
    const above = joined.at(-1);
    const label = above ? bareLabel(above) : null;
    if (above && takeCounter(above, block)) continue;
    const titled: Block[] | null = label
      ? titledBy(label, block)
      : plural && isLinkedLine(block)
        ? titledBy(plural, block)
        : null;
    if (titled && label) joined.pop();
    plural = titled ? (label?.isPlural ? label : plural) : null;
    joined.push(...(titled ?? [block]));
  }
  return joined;
}

/** Remembers a paragraph that only counts actions with the call-out above it. */
function takeCounter(above: Block, block: Block): boolean {
  if (above.type !== "leafDirective" || above.name !== "take-action" || block.type !== "paragraph")
    return false;
  const text = onOneLine(flatText(block.children));
  if (!isCounter(text) || above.data?.counter) return false;
  above.data = { ...above.data, counter: text };
  return true;
}

/** Whether a paragraph is one link, as the headlines below "Related Stories:". */
function isLinkedLine(block: Block): boolean {
  if (block.type !== "paragraph") return false;
  const [only, ...others] = trimmed(block.children);
  return only?.type === "link" && others.length === 0;
}

function bareLabel(block: Block): Label | null {
  if (block.type !== "paragraph" && block.type !== "heading") return null;
  const label = readLabel(flatText(block.children));
  return label?.title === "" ? label : null;
}

function titledBy(label: Label, block: Block): Block[] | null {
  if (block.type === "paragraph" || block.type === "heading") {
    const title = onOneLine(flatText(block.children));
    const isTitle = title.length <= MAX_TITLE_LENGTH && !endsSentence(title.replace(/[?!]$/, ""));
    return isTitle ? toDirectiveAndNotes({ ...label, title }, block.children) : null;
  }
  if (block.type !== "list") return null;
  const called = titlesOf(block)?.flatMap(({ children }) =>
    toDirectiveAndNotes({ ...label, title: onOneLine(flatText(children)) }, children),
  );
  return called ?? null;
}

/** Returns the list items as titles if all are short enough. */
function titlesOf(list: List) {
  const paragraphs = list.children.flatMap(({ children }: ListItem) =>
    children.length === 1 && children[0]?.type === "paragraph" ? [children[0]] : [],
  );
  const isTitles = paragraphs.every(({ children }) => flatText(children).length <= MAX_TITLE_LENGTH);
  return paragraphs.length === list.children.length && isTitles ? paragraphs : null;
}
