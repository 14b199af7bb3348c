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

/** The text: a plain text area until the editor has loaded, and where it never does. */
export function EditorField({ text, label, remarks, keys, onReady, onChange, onLeave }: EditorFieldProps) {
  const place = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<Editor | null>(null);
  const heard = useRef({ onReady, onChange, onLeave, keys });
  heard.current = { onReady, onChange, onLeave, keys };
  useEffect(() => {
    let isGone = false;
    import("./markdown-editor").then(({ openEditor }) => {
      if (isGone || !place.current || !area.current) return;
      editor.current = openEditor({
        parent: place.current,
        text: area.current.value,
        label,
        nonce: pageNonce(),
        keys: heard.current.keys,
        onChange: (typed) => heard.current.onChange(typed),
        onLeave: () => heard.current.onLeave(),
      });
      area.current.hidden = true;
      heard.current.onReady(editor.current);
    });
    return () => {
      isGone = true;
      editor.current?.destroy();
      editor.current = null;
      heard.current.onReady(null);
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
      />
    </div>
  );
}

/** The nonce of the policy under which this page was loaded: whoever came by a link inside the site got no other with it. */
function pageNonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}
