import { inject } from "vitest";
import type { Stack } from "./app";

/** Returns the running site that this vitest worker has for itself. `claim-stack.ts` chooses it. */
export function stack(): Stack {
  const found = inject("stacks")[Number(process.env.CLAIMED_STACK)];
  if (!found) throw new Error("this process has claimed no stack");
  return found;
}
