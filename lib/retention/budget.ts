/** How much one run may do: the rest waits for the next one. */
export type Budget = {
  batchSize: number;
  /** Runs a function with `batchSize` until it changes fewer rows, or the budget is spent. Returns how many rows it changed. */
  spend: (change: (limit: number) => Promise<number>) => Promise<number>;
};

/** Rows of one transaction: few, so that its locks are short. */
const BATCH_SIZE = 500;
/** Transactions of one run that change something. */
const MAX_BATCHES = 2_000;

/** Returns the budget of a run. */
export function newBudget({ batchSize = BATCH_SIZE, batches = MAX_BATCHES } = {}): Budget {
  let left = batches;
  return {
    batchSize,
    spend: async (change) => {
      let changed = 0;
      while (left > 0) {
        const count = await change(batchSize);
        // What finds nothing costs nothing: otherwise finished campaigns would use up the budget of the others.
        if (count > 0) left -= 1;
        changed += count;
        if (count < batchSize) break;
      }
      return changed;
    },
  };
}
