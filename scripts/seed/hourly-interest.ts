import type { SeededRandom } from "./seeded-random";
import { DAY, HOUR } from "./times";

/** The weight of each hour (UTC). The evening in Europe and noon in the Americas are busiest. */
const BY_HOUR = [3, 2, 2, 2, 3, 4, 7, 10, 12, 12, 11, 12, 14, 14, 13, 13, 14, 16, 19, 20, 18, 13, 8, 5];

/** Returns the signing times of a campaign in order: a peak at the start, a long tail, surges, a daily rhythm, quiet weekends. */
export function signingTimes(
  span: { opens: Date; until: Date; surges: number[]; count: number },
  random: SeededRandom,
): Date[] {
  const slots = hoursOfInterest(span);
  const times = Array.from({ length: span.count }, () => random.weigh(slots).at + random.next() * HOUR);
  return times
    .map((time) => new Date(Math.min(time, span.until.getTime())))
    .sort((a, b) => a.getTime() - b.getTime());
}

/** Returns every hour of a campaign with the weight of its signatures. */
export function hoursOfInterest({ opens, until, surges }: { opens: Date; until: Date; surges: number[] }) {
  const start = opens.getTime();
  const hours = Math.max(1, Math.ceil((until.getTime() - start) / HOUR));
  return Array.from({ length: hours }, (_, hour) => {
    const at = start + hour * HOUR;
    return { at, weight: interest((at - start) / DAY, surges) * dailyRhythm(new Date(at)) };
  });
}

/** Returns the interest in a campaign at an age in days: high at the start and at each surge, then decaying. */
function interest(age: number, surges: number[]): number {
  const started = 0.4 + 2 * Math.exp(-age / 6);
  return surges.reduce(
    (sum, surge) => (age < surge ? sum : sum + 6 * Math.exp(-(age - surge) / 1.1)),
    started,
  );
}

function dailyRhythm(at: Date): number {
  const weekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;
  return (BY_HOUR[at.getUTCHours()] ?? 0) * (weekend ? 0.7 : 1);
}
