/** Fewer in an hour are a good day, and no reason to interrupt anybody's. */
export const SURGE_AT_LEAST = 100;
/** A campaign takes off when an hour brings so many times what its hours usually brought. */
const TIMES_THE_USUAL = 5;

/**
 * Whether a campaign takes off: 100 or more confirmed within 60 minutes, and at least five times what an hour of the
 * week before brought on average. A campaign in its first hours has nothing usual yet: 100 suffice.
 */
export function isSurge(pace: { lastHour: number; hoursBefore: number[] }): boolean {
  const { lastHour, hoursBefore } = pace;
  if (lastHour < SURGE_AT_LEAST) return false;
  const usual = hoursBefore.reduce((sum, hour) => sum + hour, 0) / Math.max(1, hoursBefore.length);
  return lastHour >= TIMES_THE_USUAL * usual;
}
