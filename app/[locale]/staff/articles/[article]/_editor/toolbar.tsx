"use client";

import type { Editor } from "./markdown-editor";
import type { EditorTexts } from "./texts";

export type Tool = "callOut" | "inline" | "readMore" | "post" | "image";

const FORMATS = [
  { name: "bold", sign: "B", key: "Mod-b", act: (editor: Editor) => editor.wrap("**", "**") },
  { name: "italic", sign: "I", key: "Mod-i", act: (editor: Editor) => editor.wrap("_", "_") },
  { name: "heading", sign: "H", key: "Mod-Alt-2", act: (editor: Editor) => editor.prefix("## ") },
  { name: "link", sign: null, key: "Mod-k", act: (editor: Editor) => editor.wrap("[", "](https://)") },
  { name: "quote", sign: "“ ”", key: "Mod-Alt-q", act: (editor: Editor) => editor.prefix("> ") },
  { name: "list", sign: "•", key: "Mod-Alt-l", act: (editor: Editor) => editor.prefix("- ") },
] as const;

const TOOLS = [
  { tool: "callOut", key: "Alt-Shift-c" },
  { tool: "inline", key: "Alt-Shift-a" },
  { tool: "readMore", key: "Alt-Shift-r" },
  { tool: "post", key: "Alt-Shift-q" },
  { tool: "image", key: "Alt-Shift-p" },
] as const satisfies { tool: Tool; key: string }[];

/** The keyboard shortcuts of the toolbar, for the editor. */
export function toolKeys(editor: () => Editor | null, open: (tool: Tool) => void) {
  const formats = FORMATS.map(({ key, act }) => ({
    key,
    run: () => {
      const current = editor();
      if (current) act(current);
      return true;
    },
  }));
  const tools = TOOLS.map(({ tool, key }) => ({
    key,
    run: () => {
      open(tool);
      return true;
    },
  }));
  return [...formats, ...tools];
}

type ToolbarProps = { editor: Editor | null; texts: EditorTexts["tools"]; onOpen: (tool: Tool) => void };

/** The formatting and insertion buttons, each with its shortcut. */
export function Toolbar({ editor, texts, onOpen }: ToolbarProps) {
  return (
    <div role="toolbar" aria-label={texts.label} className="flex flex-wrap gap-1 border-y border-rule py-1.5">
      {FORMATS.map(({ name, sign, key, act }) => (
        <button
          key={name}
          type="button"
          className="tool"
          title={`${texts[name]} (${keyLabel(key)})`}
          aria-label={texts[name]}
          aria-keyshortcuts={ariaKey(key)}
          onClick={() => editor && act(editor)}
        >
          <span aria-hidden="true">{sign ?? texts[name]}</span>
        </button>
      ))}
      <span aria-hidden="true" className="mx-1 w-px bg-rule" />
      {TOOLS.map(({ tool, key }) => (
        <button
          key={tool}
          type="button"
          className="tool"
          title={`${texts[tool]} (${keyLabel(key)})`}
          aria-keyshortcuts={ariaKey(key)}
          onClick={() => onOpen(tool)}
        >
          {texts[tool]}
        </button>
      ))}
    </div>
  );
}

const keyLabel = (key: string) => key.replace("Mod", "Ctrl").replaceAll("-", "+");
const ariaKey = (key: string) => key.replace("Mod", "Control").replaceAll("-", "+");
