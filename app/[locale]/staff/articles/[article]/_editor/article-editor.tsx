"use client";

import { type ReactNode, useMemo, useRef, useState } from "react";
import type { ArticleFields } from "@/lib/articles/merge-versions";
import type { Remark } from "@/lib/articles/remarks";
import { staffArticlePath } from "@/lib/paths";
import { ConflictPanel } from "./conflict-panel";
import { DetailFields } from "./detail-fields";
import { EditorField } from "./editor-field";
import { InsertDialog, type Insertion } from "./insert-dialog";
import type { Editor } from "./markdown-editor";
import { PreviewPane } from "./preview-pane";
import { PublishPanel } from "./publish-panel";
import { RemarkList, remarkMessages } from "./remark-list";
import { SaveStatus } from "./save-status";
import { TextForm } from "./text-form";
import type { EditorTexts } from "./texts";
import { Toolbar, toolKeys } from "./toolbar";
import { useDraft } from "./use-draft";

type ArticleEditorProps = {
  article: { id: string; locale: string; publishedAt: string | null; shown: number | null };
  state: "draft" | "scheduled" | "published";
  version: number;
  fields: ArticleFields;
  remarks: Remark[];
  locale: string;
  texts: EditorTexts;
  /** The address panel, rendered on the server. */
  children: ReactNode;
};

/** The article editor: the form on the left, the preview of the public page on the right. */
export function ArticleEditor({
  article,
  state,
  version,
  fields: initial,
  remarks: initialRemarks,
  locale,
  texts,
  children,
}: ArticleEditorProps) {
  const { store, shown } = useDraft({
    article: article.id,
    version,
    fields: initial,
    remarks: initialRemarks,
  });
  const [editor, setEditor] = useState<Editor | null>(null);
  const [insertion, setInsertion] = useState<Insertion | null>(null);
  const [tab, setTab] = useState<"write" | "preview">("write");
  const ready = useRef<Editor | null>(null);
  ready.current = editor;
  const keys = useMemo(
    () =>
      toolKeys(
        () => ready.current,
        (tool) => setInsertion({ tool }),
      ),
    [],
  );
  const remarks = useMemo(() => remarkMessages(shown.remarks, texts.remarks), [shown.remarks, texts]);
  const { fields } = shown;
  return (
    <>
      <div className="mt-3 mb-4 flex flex-wrap items-center justify-between gap-3">
        <SaveStatus shown={shown} locale={locale} texts={texts.status} />
        <Tabs tab={tab} texts={texts.tabs} onTab={setTab} />
      </div>
      {shown.conflict && (
        <ConflictPanel conflict={shown.conflict} mine={fields} texts={texts} onDecide={store.decide} />
      )}
      <div className="grid items-start gap-x-8 gap-y-8 lg:grid-cols-2">
        <div className={tab === "write" ? "grid min-w-0 gap-8" : "grid min-w-0 gap-8 max-lg:hidden"}>
          <TextForm
            article={article.id}
            locale={locale}
            version={version}
            fields={fields}
            texts={texts}
            store={store}
          >
            <Toolbar editor={editor} texts={texts.tools} onOpen={(tool) => setInsertion({ tool })} />
            <EditorField
              text={fields.bodyMarkdown}
              label={texts.fields.bodyMarkdown}
              remarks={remarks}
              keys={keys}
              onReady={setEditor}
              onChange={(bodyMarkdown) => store.change({ bodyMarkdown })}
              onLeave={store.flush}
            />
            <RemarkList
              remarks={remarks}
              texts={texts.remarks}
              onGo={(line) => editor?.goTo(line)}
              onFix={(remark) => setInsertion(insertionFor(remark, fields.bodyMarkdown))}
            />
            <DetailFields
              fields={fields}
              locale={article.locale}
              texts={texts}
              onChange={store.change}
              onLeave={store.flush}
            />
          </TextForm>
          <div className="grid items-start gap-6 md:grid-cols-2 lg:grid-cols-1">
            <PublishPanel
              article={article.id}
              locale={locale}
              version={version}
              state={state}
              publishedAt={article.publishedAt}
              shown={article.shown}
              hasChanges={article.shown !== version || fields !== initial}
              texts={texts}
              onFlush={store.flush}
            />
            {children}
          </div>
        </div>
        <div className={tab === "preview" ? "" : "max-lg:hidden"}>
          <PreviewPane
            address={staffArticlePath(article.locale, article.id, "preview")}
            savedAt={shown.savedAt}
            texts={texts.preview}
          />
        </div>
      </div>
      {insertion && editor && (
        <InsertDialog
          insertion={insertion}
          editor={editor}
          locale={article.locale}
          texts={texts.pick}
          onClose={() => setInsertion(null)}
        />
      )}
    </>
  );
}

type TabsProps = {
  tab: "write" | "preview";
  texts: EditorTexts["tabs"];
  onTab: (tab: "write" | "preview") => void;
};

/** Switches between form and preview on small screens. */
function Tabs({ tab, texts, onTab }: TabsProps) {
  return (
    <fieldset className="needs-script flex lg:hidden">
      <legend className="sr-only">{texts.label}</legend>
      {(["write", "preview"] as const).map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={tab === name}
          className="min-h-11 border-b-2 border-transparent px-4 font-semibold aria-pressed:border-ink"
          onClick={() => onTab(name)}
        >
          {texts[name]}
        </button>
      ))}
    </fieldset>
  );
}

/** Returns the insertion that fixes a remark: choosing a campaign or article in place of the directive. */
function insertionFor({ kind, from, to, subject }: Remark, text: string): Insertion {
  const written = text.slice(from, to);
  const label = /^:take-action\[(.*)\]/.exec(written)?.[1];
  const tool =
    kind.endsWith("article") || kind === "unmatched-read-more" ? "readMore" : label ? "inline" : "callOut";
  const search = kind.startsWith("unmatched") ? subject : "";
  return { tool, range: { from, to }, search, label };
}
