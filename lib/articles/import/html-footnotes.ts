import type { Element, Parents, Root } from "hast";
import { visitParents } from "unist-util-visit-parents";
import { removeStart, textOf } from "./word-lists";

/** "[1]", "1", "*", "iv" or "↩": the text of a link between a note and its mark. */
const MARK = /^[\s\u00a0]*(?:\[?(?:\d{1,3}|[ivxlc]{1,5}|[a-z*†‡§])\]?|[↩↑^]\ufe0e?)[\s\u00a0]*$/iu;
const LEADING_MARK = /^[\s\u00a0]*(?:\[\d{1,3}\]|\^)[\s\u00a0]*/u;
const CONTAINER = new Set(["li", "div", "section", "aside", "dd", "p"]);
const OUTER = new Set(["li", "div", "section", "aside"]);

const HOLDERS = new Set(["ol", "ul", "section", "aside", "div"]);
/** Marks a note that was moved, until it is removed. */
const EMPTIED = "emptied-note";

type Place = { node: Element; ancestors: Parents[] };

/**
 * Turns marks that link to a note in the same page, as word processors write them, into `footnote-ref`, and their notes into
 * `footnote-def` at the end. Links without a note, and notes without a link, stay as they are.
 */
export function readFootnotes(page: Root): void {
  const marks: Place[] = [];
  const targets = new Map<string, Place>();
  visitParents(page, "element", (node, ancestors) => {
    const place = { node, ancestors: [...ancestors] };
    const href = node.tagName === "a" ? String(node.properties.href ?? "") : "";
    if (href.startsWith("#") && MARK.test(textOf(node))) marks.push(place);
    for (const name of [node.properties.id, node.properties.name])
      if (typeof name === "string" && !targets.has(name)) targets.set(name, place);
  });
  const notes = new Map<Element, string>();
  for (const mark of marks) {
    const target = targets.get(String(mark.node.properties.href).slice(1));
    const note = target && isBefore(marks, mark, target) ? containerOf(target, { marks, targets }) : null;
    if (!note) continue;
    const label = notes.get(note) ?? String(notes.size + 1);
    notes.set(note, label);
    replaceMark(mark, label);
  }
  for (const [note, label] of notes) page.children.push(definition(note, label));
  if (notes.size > 0) removeEmptied(page);
}

/** The link of a note back to its mark points to something before it. */
function isBefore(marks: Place[], mark: Place, { node, ancestors }: Place): boolean {
  if (ancestors.includes(mark.node) || node === mark.node) return false;
  const isInNote = (one: Place) =>
    one.node === node || one.ancestors.includes(node) || ancestors.at(-1) === one.ancestors.at(-1);
  const back = marks.find((one) => one !== mark && isInNote(one));
  return back === undefined || marks.indexOf(back) > marks.indexOf(mark);
}

type Found = { marks: Place[]; targets: Map<string, Place> };

/** Returns the block of a note: the nearest one around its anchor, or a larger one that holds nothing else. */
function containerOf({ node, ancestors }: Place, { marks }: Found): Element | null {
  const around = [...ancestors, node].filter((one): one is Element => one.type === "element").reverse();
  const at = around.findIndex(({ tagName }) => CONTAINER.has(tagName));
  const nearest = around[at];
  if (!nearest) return null;
  const larger = around.slice(at + 1).find(({ tagName }) => tagName !== "ol" && tagName !== "ul");
  const holdsOthers = (one: Element) =>
    marks.filter((mark) => mark.ancestors.includes(one)).length > 1 ||
    textOf(one).length > textOf(nearest).length * 4;
  return larger && nearest.tagName === "p" && OUTER.has(larger.tagName) && !holdsOthers(larger)
    ? larger
    : nearest;
}

/** Replaces a mark, together with a `sup` around it, by a reference. */
function replaceMark({ node, ancestors }: Place, label: string) {
  const parent = ancestors.at(-1);
  const isAlone = parent?.type === "element" && parent.tagName === "sup" && textOf(parent) === textOf(node);
  const replaced = isAlone && parent?.type === "element" ? parent : node;
  replaced.tagName = "footnote-ref";
  replaced.properties = { dataNote: label };
  replaced.children = [];
}

/** Moves a note into a definition, without its link back. */
function definition(note: Element, label: string): Element {
  visitParents(note, "element", (link, ancestors) => {
    const parent = ancestors.at(-1);
    const isBack =
      link.tagName === "a" && String(link.properties.href ?? "").startsWith("#") && MARK.test(textOf(link));
    if (isBack && parent?.type === "element")
      parent.children = parent.children.filter((child) => child !== link);
  });
  const leading = LEADING_MARK.exec(textOf(note));
  removeStart(note, leading ? leading[0].length : (/^[\s\u00a0]*/.exec(textOf(note))?.[0].length ?? 0));
  const children = note.tagName === "p" ? [{ ...note }] : note.children;
  const moved: Element = {
    type: "element",
    tagName: "footnote-def",
    properties: { dataNote: label },
    children,
  };
  note.tagName = EMPTIED;
  note.children = [];
  return moved;
}

/** Removes notes that were moved, and the lists and sections that held nothing else. */
function removeEmptied(parent: Root | Element): boolean {
  let isEmptied = false;
  parent.children = (parent.children as Element[]).filter((child) => {
    if (child.type !== "element") return true;
    const isRemoved =
      child.tagName === EMPTIED || (removeEmptied(child) && HOLDERS.has(child.tagName) && !hasContent(child));
    isEmptied ||= isRemoved;
    return !isRemoved;
  });
  return isEmptied;
}

function hasContent({ children }: Element): boolean {
  return children.some(
    (child) => child.type === "element" || (child.type === "text" && child.value.trim() !== ""),
  );
}
