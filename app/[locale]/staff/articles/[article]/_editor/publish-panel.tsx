"use client";

import { useSyncExternalStore } from "react";
import { LocalTime } from "@/app/_components/local-time";
import { MomentField } from "@/app/_components/moment-field";
import { ActionForm, type ActionResult } from "@/app/[locale]/staff/_components/action-form";
import type { ArticleState } from "@/lib/articles/article-state";
import { publish, republish, unpublish } from "../actions";
import { type EditorTexts, fill } from "./texts";

type PublishPanelProps = {
  article: string;
  locale: string;
  version: number;
  state: ArticleState;
  publishedAt: string | null;
  shown: number | null;
  hasChanges: boolean;
  texts: EditorTexts;
  /** Saves unsaved changes and returns the version of the draft. */
  onFlush: () => Promise<number>;
};

const never = () => () => {};

/** The publication state of the article, with the forms to publish, schedule and unpublish it. */
export function PublishPanel(props: PublishPanelProps) {
  const { article, locale, version, state, publishedAt, shown, hasChanges, texts, onFlush } = props;
  const isScripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const publishSaved = async (previous: ActionResult, form: FormData) => {
    form.set("version", String(await onFlush()));
    return publish(previous, form);
  };
  const publishTexts = texts.publish;
  const stateText = {
    draft: publishTexts.isDraft,
    scheduled: publishTexts.isScheduled,
    published: publishTexts.isPublished,
  }[state];
  return (
    <section aria-labelledby="publishing" className="slip grid gap-4 p-5">
      <h2 id="publishing" className="text-xl font-medium">
        {publishTexts.title}
      </h2>
      <p className="numerals text-soft">
        <strong>{texts.state[state]}</strong>{" "}
        {state !== "draft" && publishedAt && <LocalTime at={publishedAt} locale={locale} />}
        <br />
        {fill(stateText, { version: shown ?? version })}{" "}
        {state !== "draft" && (hasChanges ? publishTexts.changes : publishTexts.noChanges)}
      </p>
      <ActionForm
        action={isScripted ? publishSaved : publish}
        submit={state === "published" ? publishTexts.update : publishTexts.schedule}
      >
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="article" value={article} />
        <input type="hidden" name="version" value={version} />
        {state !== "published" && (
          <MomentField
            name="at"
            label={publishTexts.at}
            hint={publishTexts.atHint}
            value={state === "scheduled" ? publishedAt : null}
          />
        )}
      </ActionForm>
      {/* Always rendered, so that its status and undo button stay after unpublishing. */}
      <ActionForm
        action={unpublish}
        undo={republish}
        submit={
          state === "draft"
            ? undefined
            : state === "scheduled"
              ? publishTexts.unschedule
              : publishTexts.unpublish
        }
        submitClassName="button button-quiet justify-self-start"
      >
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="article" value={article} />
      </ActionForm>
    </section>
  );
}
