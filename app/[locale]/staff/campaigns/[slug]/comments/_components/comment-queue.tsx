"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import type { CommentStatus } from "@/lib/signatures/comments";
import { CommentCard } from "./comment-card";
import { KeyLegend } from "./key-legend";
import type { QueuedComment, QueueTexts } from "./queue-types";
import { useQueue } from "./use-queue";

type QueueProps = {
  locale: string;
  slug: string;
  shelf: CommentStatus;
  comments: QueuedComment[];
  texts: QueueTexts;
  /** What is shown when there is none. */
  children: ReactNode;
};

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

/** Comments to be decided with one key each. Without scripts every comment has its own buttons, which are here, too. */
export function CommentQueue({ locale, slug, shelf, comments, texts, children }: QueueProps) {
  const queue = useQueue(comments, { locale, slug, shelf });
  const [keysOn, setKeysOn] = useState(true);
  const list = useRef<HTMLOListElement>(null);
  const keyed = useRef(false);

  useEffect(() => {
    if (!keysOn) return;
    const deeds = new Map([
      ["a", () => shelf !== "approved" && queue.decideHere("approved")],
      ["d", () => shelf !== "declined" && queue.decideHere("declined")],
      ["u", queue.undo],
      ["j", () => queue.move(1)],
      ["ArrowDown", () => queue.move(1)],
      ["k", () => queue.move(-1)],
      ["ArrowUp", () => queue.move(-1)],
    ]);
    const press = (event: KeyboardEvent) => {
      const isElsewhere = event.target instanceof Element && event.target.matches(TYPING);
      const deed = deeds.get(event.key);
      if (!deed || isElsewhere || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      event.preventDefault();
      keyed.current = true;
      deed();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });

  const meant = queue.open[queue.here]?.id;
  // The focus goes with the keys, so that a screen reader reads what is meant next.
  useEffect(() => {
    if (meant && keyed.current) list.current?.querySelector<HTMLElement>("[aria-current]")?.focus();
  }, [meant]);

  const says = queue.result.outcome === "idle" ? "" : queue.result.message;
  return (
    <>
      <KeyLegend texts={texts} isOn={keysOn} turn={setKeysOn} />
      <p className="mt-3 flex min-h-9 flex-wrap items-center gap-3 text-sm">
        <span role="status">{says}</span>
        {queue.canUndo && (
          <button type="button" className="link-button" onClick={queue.undo}>
            {texts.undo}
          </button>
        )}
      </p>
      {queue.open.length === 0 && !queue.isPending && children}
      <ol ref={list} aria-label={texts.queue} className="max-w-3xl">
        {queue.open.map((comment, index) => (
          <CommentCard
            key={comment.id}
            {...{ locale, slug, shelf, comment, texts }}
            isMeant={index === queue.here}
            send={queue.send}
          />
        ))}
      </ol>
    </>
  );
}
