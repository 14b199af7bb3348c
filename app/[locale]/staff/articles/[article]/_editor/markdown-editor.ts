import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown } from "@codemirror/lang-markdown";
import { defaultHighlightStyle, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { pasteFormatted } from "./paste-formatted";

/** The interface of the text editor. */
export type Editor = {
  text(): string;
  /** Replaces the text, changing only what differs, so that the cursor stays in place. */
  show(text: string): void;
  selected(): string;
  /** Replaces the selection. */
  insert(text: string): void;
  /** Inserts a block after the paragraph of the cursor. */
  insertBlock(text: string): void;
  replace(range: { from: number; to: number }, text: string): void;
  wrap(before: string, after: string): void;
  prefix(sign: string): void;
  goTo(line: number): void;
  remark(remarks: Diagnostic[]): void;
  focus(): void;
  destroy(): void;
};

type Setup = {
  parent: HTMLElement;
  text: string;
  label: string;
  nonce: string;
  keys: { key: string; run: () => boolean }[];
  onChange: (text: string) => void;
  onLeave: () => void;
};

const highlightStyle = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "600" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.link, tags.url], textDecoration: "underline" },
  { tag: [tags.processingInstruction, tags.meta], color: "var(--ink-soft)" },
]);

const theme = EditorView.theme({
  ".cm-content": { padding: "1rem 0.5rem", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "transparent", border: "none" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--signal-wash)",
  },
  ".cm-tooltip, .cm-panels": { backgroundColor: "var(--paper-raised)", color: "var(--ink)" },
});

/** Opens an editor for Markdown with directives in `parent`. */
export function openEditor({ parent, text, label, nonce, keys, onChange, onLeave }: Setup): Editor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(nonce),
        history(),
        drawSelection(),
        highlightActiveLine(),
        markdown(),
        syntaxHighlighting(highlightStyle),
        syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
        lintGutter(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "true" }),
        keymap.of([...keys, ...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
        theme,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
        EditorView.domEventHandlers({ blur: onLeave }),
        pasteFormatted(),
      ],
    }),
  });
  return editorFor(view);
}

function editorFor(view: EditorView): Editor {
  const selection = () => view.state.selection.main;
  const replace = ({ from, to }: { from: number; to: number }, insert: string) => {
    view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: from + insert.length },
      scrollIntoView: true,
    });
    view.focus();
  };
  return {
    text: () => view.state.doc.toString(),
    show: (text) => showText(view, text),
    selected: () => view.state.sliceDoc(selection().from, selection().to),
    insert: (text) => replace(selection(), text),
    insertBlock: (text) => {
      const { doc } = view.state;
      let line = doc.lineAt(selection().to);
      while (line.number < doc.lines && doc.line(line.number + 1).text.trim() !== "")
        line = doc.line(line.number + 1);
      const isEmpty = line.text.trim() === "";
      const before = isEmpty
        ? line.number > 1 && doc.line(line.number - 1).text.trim()
          ? "\n"
          : ""
        : "\n\n";
      const after = line.number < doc.lines ? (isEmpty ? "\n" : "") : "\n";
      replace({ from: line.to, to: line.to }, `${before}${text}${after}`);
    },
    replace,
    wrap: (before, after) => {
      const { from, to } = selection();
      const selected = view.state.sliceDoc(from, to);
      view.dispatch({
        changes: { from, to, insert: `${before}${selected}${after}` },
        selection: { anchor: from + before.length, head: from + before.length + selected.length },
      });
      view.focus();
    },
    prefix: (sign) => {
      const { from } = view.state.doc.lineAt(selection().from);
      view.dispatch({ changes: { from, insert: sign } });
      view.focus();
    },
    goTo: (number) => {
      const line = view.state.doc.line(Math.min(Math.max(1, number), view.state.doc.lines));
      view.dispatch({
        selection: { anchor: line.from, head: line.to },
        effects: EditorView.scrollIntoView(line.from, { y: "center" }),
      });
      view.focus();
    },
    remark: (remarks) => {
      const end = view.state.doc.length;
      const inside = remarks.map((one) => ({
        ...one,
        from: Math.min(one.from, end),
        to: Math.min(one.to, end),
      }));
      view.dispatch(setDiagnostics(view.state, inside));
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

function showText(view: EditorView, text: string) {
  const now = view.state.doc.toString();
  if (now === text) return;
  const shorter = Math.min(now.length, text.length);
  let start = 0;
  while (start < shorter && now[start] === text[start]) start += 1;
  let end = 0;
  while (end < shorter - start && now[now.length - 1 - end] === text[text.length - 1 - end]) end += 1;
  view.dispatch({
    changes: { from: start, to: now.length - end, insert: text.slice(start, text.length - end) },
  });
}
