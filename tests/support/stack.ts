import { inject } from "vitest";
import type { Stack } from "./app";

/** The site that this vitest worker has for itself. */
export function stack(): Stack {
  const found = inject("stacks")[Number(process.env.VITEST_POOL_ID) - 1];
  if (!found) throw new Error(`no stack for vitest worker ${process.env.VITEST_POOL_ID}`);
  return found;
}
