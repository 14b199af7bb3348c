/** Returns the progress towards a goal in whole percent, 0 to 100. */
export function progress(signatures: number, goal: number): number {
  if (goal <= 0) return 100;
  return Math.min(100, Math.max(0, Math.floor((signatures / goal) * 100)));
}

/** About half of the largest PostgreSQL integer. */
export const MAX_GOAL = 1_000_000_000;

/** The goals that a campaign can rise to, which are also its milestones: 100, 250, 500, 1,000, 2,500, 5,000 and so on. */
export const GOAL_STEPS: readonly number[] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000]
  .flatMap((scale) => [100 * scale, 250 * scale, 500 * scale])
  .filter((step) => step <= MAX_GOAL);

/** A goal rises at this share, because a full progress bar discourages signing. */
export const RAISE_AT_SHARE = 0.8;

/**
 * Returns the goal for a count: the current one below 80 %, else the smallest higher step of which less than 80 % is reached. It
 * never falls.
 */
export function nextGoal(goal: number, signatures: number): number {
  if (signatures < goal * RAISE_AT_SHARE) return goal;
  return GOAL_STEPS.find((step) => step > goal && signatures < step * RAISE_AT_SHARE) ?? goal;
}
