import { startTransition, useActionState, useState } from "react";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import type { CommentStatus } from "@/lib/signatures/comments";
import { decide } from "../actions";
import type { QueuedComment } from "./queue-types";

const IDLE: ActionResult = { outcome: "idle" };

type Where = { locale: string; slug: string; shelf: CommentStatus };

/**
 * The comments that are still to be decided, which of them is meant, and what can be done to it. A decided one leaves at
 * once, before the server has answered, so that whoever types fast decides about the next one and not twice about the same.
 */
export function useQueue(comments: QueuedComment[], { locale, slug, shelf }: Where) {
  const [result, send, isPending] = useActionState(decide, IDLE);
  const [decided, setDecided] = useState<QueuedComment[]>([]);
  const [place, setPlace] = useState(0);
  const open = withReturned(comments, decided);
  const here = Math.min(place, Math.max(0, open.length - 1));

  const tell = (id: string, decision: CommentStatus) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ locale, slug, comment: id, decision }))
      form.set(name, value);
    startTransition(() => send(form));
  };
  return {
    open,
    here,
    result,
    isPending,
    send,
    move: (steps: number) => setPlace(Math.max(0, Math.min(open.length - 1, here + steps))),
    decideHere: (decision: CommentStatus) => {
      const comment = open[here];
      if (!comment) return;
      setDecided([...decided, comment]);
      tell(comment.id, decision);
    },
    undo: () => {
      const last = decided.at(-1);
      if (!last) return;
      setDecided(decided.slice(0, -1));
      setPlace(0);
      tell(last.id, shelf);
    },
    canUndo: decided.length > 0,
  };
}

/** Without those that were decided here, as long as the server still lists them. */
function withReturned(comments: QueuedComment[], decided: QueuedComment[]): QueuedComment[] {
  return comments.filter(({ id }) => !decided.some((gone) => gone.id === id));
}
