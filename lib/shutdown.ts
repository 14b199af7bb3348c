import { perProcess } from "@/db/singleton";

const state = perProcess("shutdown", () => ({
  isStopping: false,
  isClosing: false,
  listeners: new Set<() => void>(),
}));

/** Whether this process was told to stop. It still answers requests, but wants no more of them. */
export function isStopping(): boolean {
  return state().isStopping;
}

/** Records that this process was told to stop. Returns false if it knew. */
export function beginStopping(): boolean {
  const isFirst = !state().isStopping;
  state().isStopping = true;
  return isFirst;
}

/** Calls a function once this process accepts no further requests, to end responses that would not end by themselves. */
export function onClosing(end: () => void): void {
  if (state().isClosing) end();
  else state().listeners.add(end);
}

/** Calls the functions that were passed to `onClosing`. */
export function beginClosing(): void {
  state().isClosing = true;
  for (const end of state().listeners) end();
  state().listeners.clear();
}
