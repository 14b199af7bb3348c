import { startTransition, useActionState, useState } from "react";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import type { ReviewStatus } from "@/lib/signatures/review-status";
import { decide } from "../actions";
import type { QueuedComment } from "./queue-types";

const IDLE: ActionResult = { outcome: "idle" };

type QueueOptions = { locale: string; slug: string; status: ReviewStatus };

/**
 * The comments that are still undecided, the position of the current one, and its actions. A decided comment is removed at once,
 * before the server responds, so that fast typing does not decide about the same comment twice.
 */
export function useQueue(comments: QueuedComment[], { locale, slug, status }: QueueOptions) {
  const [result, send, isPending] = useActionState(decide, IDLE);
  const [decided, setDecided] = useState<QueuedComment[]>([]);
  const [chosen, setChosen] = useState(0);
  const pending = withoutDecided(comments, decided);
  const position = Math.min(chosen, Math.max(0, pending.length - 1));

  const submit = (id: string, decision: ReviewStatus) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ locale, slug, comment: id, decision }))
      form.set(name, value);
    startTransition(() => send(form));
  };
  return {
    pending,
    position,
    result,
    isPending,
    send,
    move: (steps: number) => setChosen(Math.max(0, Math.min(pending.length - 1, position + steps))),
    decideCurrent: (decision: ReviewStatus) => {
      const comment = pending[position];
      if (!comment) return;
      setDecided([...decided, comment]);
      submit(comment.id, decision);
    },
    undo: () => {
      const last = decided.at(-1);
      if (!last) return;
      setDecided(decided.slice(0, -1));
      setChosen(0);
      submit(last.id, status);
    },
    canUndo: decided.length > 0,
  };
}

/** Removes the comments that were decided here but are still in the server's list. */
function withoutDecided(comments: QueuedComment[], decided: QueuedComment[]): QueuedComment[] {
  return comments.filter(({ id }) => !decided.some((other) => other.id === id));
}
