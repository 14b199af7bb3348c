import { type FormEvent, startTransition } from "react";

/** React empties a form after its `action`, also when it was refused: sent by this `onSubmit`, what was typed stays. */
export function submitWithoutReset(send: (form: FormData) => void, isPending: boolean) {
  return (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    const { submitter } = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent : { submitter: null };
    const fields = new FormData(event.currentTarget, submitter);
    startTransition(() => send(fields));
  };
}
