export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The morning edition is out at 07:30 UTC. */
const EDITION = 7.5 * HOUR;

/** A time that is fixed (`on`), or so many days before the seeding, so that the newsroom looks alive whenever it is made. */
export type Moment = { on: string } | { daysAgo: number };

export function timeOf(moment: Moment, now: Date): Date {
  if ("on" in moment) return new Date(moment.on);
  const today = Math.floor(now.getTime() / DAY) * DAY;
  return new Date(today - moment.daysAgo * DAY + EDITION);
}
