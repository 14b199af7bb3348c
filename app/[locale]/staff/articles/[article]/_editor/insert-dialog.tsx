"use client";

import { useId, useState } from "react";
import { flushSync } from "react-dom";
import { ChoicePicker } from "./choice-picker";
import { Dialog } from "./dialog";
import { ImageForm } from "./image-form";
import type { Editor } from "./markdown-editor";
import { PostForm } from "./post-form";
import type { EditorTexts } from "./texts";
import type { Tool } from "./toolbar";

/** What to insert, at the cursor or in place of an unmatched directive (`range`). */
export type Insertion = { tool: Tool; search?: string; range?: { from: number; to: number }; label?: string };

type InsertDialogProps = {
  insertion: Insertion;
  editor: Editor;
  locale: string;
  texts: EditorTexts["pick"];
  onClose: () => void;
};

/** Asks for the details of a directive and inserts it into the text. */
export function InsertDialog({ insertion, editor, locale, texts, onClose }: InsertDialogProps) {
  const { tool, range, search } = insertion;
  const [label, setLabel] = useState(insertion.label ?? editor.selected());
  const field = useId();
  const insert = (markdown: string) => {
    // An open dialog traps the focus, so it is closed before the editor takes the focus.
    flushSync(onClose);
    if (range) editor.replace(range, markdown);
    else if (tool === "inline") editor.insert(markdown);
    else editor.insertBlock(markdown);
  };
  return (
    <Dialog title={texts[tool]} cancel={texts.cancel} onClose={onClose}>
      {tool === "inline" && (
        <div className="field">
          <label htmlFor={field}>{texts.label}</label>
          <input
            id={field}
            className="input"
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
          <p className="field-hint">{texts.labelHint}</p>
        </div>
      )}
      {tool === "post" && <PostForm texts={texts} onInsert={insert} />}
      {tool === "image" && <ImageForm texts={texts} onInsert={insert} />}
      {tool !== "post" && tool !== "image" && (
        <ChoicePicker
          of={tool === "readMore" ? "articles" : "campaigns"}
          locale={locale}
          search={search}
          texts={texts}
          onChoose={({ slug, title }) => insert(asDirective(tool, { slug, label: label.trim() || title }))}
        />
      )}
    </Dialog>
  );
}

function asDirective(tool: Tool, { slug, label }: { slug: string; label: string }): string {
  if (tool === "readMore") return `::read-more{article="${slug}"}`;
  if (tool === "callOut") return `::take-action{campaign="${slug}"}`;
  return `:take-action[${label.replaceAll(/[[\]\\]/g, "\\$&")}]{campaign="${slug}"}`;
}
