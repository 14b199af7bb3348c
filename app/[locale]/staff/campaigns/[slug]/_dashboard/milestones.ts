const QUARTERS = [1, 0.75, 0.5, 0.25];

/** Returns the quarter of the goal that was passed between two counts, or null. */
export function milestonePassed(before: number, { confirmed, goal }: { confirmed: number; goal: number }) {
  return QUARTERS.find((share) => before < share * goal && confirmed >= share * goal) ?? null;
}
