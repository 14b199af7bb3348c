import { StateEffect, StateField } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** A pasted text that is still plain, until its Markdown arrives. */
type Pasted = { id: number; from: number; to: number };

const added = StateEffect.define<Pasted>();
const removed = StateEffect.define<number>();

/** Follows pasted texts while somebody types elsewhere. */
const waiting = StateField.define<Pasted[]>({
  create: () => [],
  update: (all, { changes, effects }) => {
    const moved = all.map(({ id, from, to }) => ({
      id,
      from: changes.mapPos(from, 1),
      to: changes.mapPos(to, -1),
    }));
    const withNew = [...moved, ...effects.flatMap((effect) => (effect.is(added) ? [effect.value] : []))];
    return withNew.filter(({ id }) => !effects.some((effect) => effect.is(removed) && effect.value === id));
  },
});

/** Elements that say something which plain text does not. */
const FORMATTED =
  /<(?:a\s|h[1-6]|ul|ol|li|table|strong|em|b[\s>]|i[\s>]|blockquote|sup|sub)|font-weight:\s*(?:bold|[6-9]00)|MsoList/i;
/** Copied from a code editor, whose HTML only has colours. */
const CODE = /<meta[^>]*>\s*<div style="[^"]*(?:monospace|Consolas|Menlo)/i;

/**
 * Keeps the structure and the links of a text that is pasted from a word processor or a page. The plain text is inserted at
 * once, and replaced by its Markdown when that arrives; without an answer the plain text stays. Ctrl-Shift-V pastes plain.
 */
export function pasteFormatted() {
  let count = 0;
  const paste = (event: ClipboardEvent, view: EditorView): boolean => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const plain = event.clipboardData?.getData("text/plain") ?? "";
    if (plain === "" || CODE.test(html) || !FORMATTED.test(html)) return false;
    const { from, to } = view.state.selection.main;
    const id = ++count;
    const text = view.state.toText(plain);
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      effects: added.of({ id, from, to: from + text.length }),
      userEvent: "input.paste",
      scrollIntoView: true,
    });
    void replaceByMarkdown(view, { id, html, plain: text.toString() });
    return true;
  };
  return [waiting, EditorView.domEventHandlers({ paste })];
}

async function replaceByMarkdown(
  view: EditorView,
  { id, html, plain }: { id: number; html: string; plain: string },
) {
  const markdown = await fetchMarkdown(html);
  const place = view.state.field(waiting).find((one) => one.id === id);
  const isUnchanged = place !== undefined && view.state.sliceDoc(place.from, place.to) === plain;
  if (!isUnchanged || !markdown) return view.dispatch({ effects: removed.of(id) });
  const insert = view.state.toText(markdown);
  const isBehind = view.state.selection.main.head === place.to;
  view.dispatch({
    changes: { from: place.from, to: place.to, insert },
    ...(isBehind ? { selection: { anchor: place.from + insert.length } } : {}),
    effects: removed.of(id),
    userEvent: "input.paste",
  });
}

/** Returns the Markdown of copied HTML, or null if it cannot be had. */
async function fetchMarkdown(html: string): Promise<string | null> {
  const headers = { "content-type": "text/html; charset=utf-8" };
  const request = { method: "POST", headers, body: html, redirect: "manual" } as const;
  try {
    const response = await fetch("/api/staff/pasted-text", request);
    if (!response.ok) return null;
    const answer: { markdown?: unknown } = await response.json();
    return typeof answer.markdown === "string" ? answer.markdown : null;
  } catch {
    return null; // Without a connection the plain text stays.
  }
}
