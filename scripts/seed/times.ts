export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Sample articles are published at 07:30 UTC. */
const EDITION = 7.5 * HOUR;

/** A fixed time (`on`), or a number of days before seeding, so that the sample data are always recent. */
export type Moment = { on: string } | { daysAgo: number };

export function timeOf(moment: Moment, now: Date): Date {
  if ("on" in moment) return new Date(moment.on);
  const today = Math.floor(now.getTime() / DAY) * DAY;
  return new Date(today - moment.daysAgo * DAY + EDITION);
}
