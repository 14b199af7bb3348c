"use client";

import { useEffect, useRef } from "react";
import type { Remark } from "@/lib/articles/remarks";
import type { Editor } from "./markdown-editor";

type EditorFieldProps = {
  text: string;
  label: string;
  remarks: (Remark & { message: string })[];
  keys: { key: string; run: () => boolean }[];
  onReady: (editor: Editor | null) => void;
  onChange: (text: string) => void;
  onLeave: () => void;
};

/** The text field: a text area until the Markdown editor has loaded, and without scripts. */
export function EditorField({ text, label, remarks, keys, onReady, onChange, onLeave }: EditorFieldProps) {
  const place = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<Editor | null>(null);
  const callbacks = useRef({ onReady, onChange, onLeave, keys });
  callbacks.current = { onReady, onChange, onLeave, keys };
  useEffect(() => {
    let isUnmounted = false;
    import("./markdown-editor").then(({ openEditor }) => {
      if (isUnmounted || !place.current || !area.current) return;
      editor.current = openEditor({
        parent: place.current,
        text: area.current.value,
        label,
        nonce: pageNonce(),
        keys: callbacks.current.keys,
        onChange: (typed) => callbacks.current.onChange(typed),
        onLeave: () => callbacks.current.onLeave(),
      });
      area.current.hidden = true;
      callbacks.current.onReady(editor.current);
    });
    return () => {
      isUnmounted = true;
      editor.current?.destroy();
      editor.current = null;
      callbacks.current.onReady(null);
    };
  }, [label]);
  useEffect(() => editor.current?.show(text), [text]);
  useEffect(() => {
    editor.current?.remark(
      remarks.map(({ from, to, severity, message }) => ({ from, to, severity, message })),
    );
  }, [remarks]);
  return (
    <div className="markdown-editor" ref={place}>
      <textarea
        ref={area}
        className="input min-h-96 font-serif"
        name="bodyMarkdown"
        aria-label={label}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onLeave}
        dir="auto"
      />
    </div>
  );
}

/** Returns the nonce of the loaded document. It stays the same after navigation inside the site. */
function pageNonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}
