"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import type { ReviewStatus } from "@/lib/signatures/review-status";
import { CommentCard } from "./comment-card";
import { KeyLegend } from "./key-legend";
import type { QueuedComment, QueueTexts } from "./queue-types";
import { useQueue } from "./use-queue";

type QueueProps = {
  locale: string;
  slug: string;
  status: ReviewStatus;
  comments: QueuedComment[];
  texts: QueueTexts;
  /** Shown if there are no comments. */
  children: ReactNode;
};

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

/** A queue of comments that can be moderated with one key each. Every comment also has buttons. */
export function CommentQueue({ locale, slug, status, comments, texts, children }: QueueProps) {
  const queue = useQueue(comments, { locale, slug, status });
  const [keysOn, setKeysOn] = useState(true);
  const list = useRef<HTMLOListElement>(null);
  const usedKeys = useRef(false);

  useEffect(() => {
    if (!keysOn) return;
    const shortcuts = new Map([
      ["a", () => status !== "approved" && queue.decideCurrent("approved")],
      ["d", () => status !== "declined" && queue.decideCurrent("declined")],
      ["u", queue.undo],
      ["j", () => queue.move(1)],
      ["ArrowDown", () => queue.move(1)],
      ["k", () => queue.move(-1)],
      ["ArrowUp", () => queue.move(-1)],
    ]);
    const press = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.matches(TYPING);
      const run = shortcuts.get(event.key);
      if (!run || isTyping || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      event.preventDefault();
      usedKeys.current = true;
      run();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });

  const current = queue.pending[queue.position]?.id;
  // The focus follows the keys, so that screen readers read the current comment.
  useEffect(() => {
    if (current && usedKeys.current) list.current?.querySelector<HTMLElement>("[aria-current]")?.focus();
  }, [current]);

  const message = queue.result.outcome === "idle" ? "" : queue.result.message;
  return (
    <>
      <KeyLegend texts={texts} isOn={keysOn} onTurn={setKeysOn} />
      <p className="mt-3 flex min-h-9 flex-wrap items-center gap-3 text-sm">
        <span role="status">{message}</span>
        {queue.canUndo && (
          <button type="button" className="link-button" onClick={queue.undo}>
            {texts.undo}
          </button>
        )}
      </p>
      {queue.pending.length === 0 && !queue.isPending && children}
      <ol ref={list} aria-label={texts.queue} className="max-w-3xl">
        {queue.pending.map((comment, index) => (
          <CommentCard
            key={comment.id}
            {...{ locale, slug, status, comment, texts }}
            isCurrent={index === queue.position}
            send={queue.send}
          />
        ))}
      </ol>
    </>
  );
}
