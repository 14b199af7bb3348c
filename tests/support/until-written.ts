import { OverloadError } from "@/lib/database-limits";

/** Repeats what a busy machine refuses, as clients do. */
export async function untilWritten<Result>(step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof OverloadError) return untilWritten(step);
    throw error;
  }
}
