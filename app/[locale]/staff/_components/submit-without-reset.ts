import { type FormEvent, startTransition } from "react";

/** Returns an `onSubmit` that keeps the typed values. React resets a form after its `action`, even if it was refused. */
export function submitWithoutReset(send: (form: FormData) => void, isPending: boolean) {
  return (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    const { submitter } = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent : { submitter: null };
    const fields = new FormData(event.currentTarget, submitter);
    startTransition(() => send(fields));
  };
}
