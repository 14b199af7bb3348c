import type { SeededRandom } from "./seeded-random";
import { DAY, HOUR } from "./times";

/** Few sign while most readers sleep; the evening in Europe and noon in the Americas are busiest. Hours are UTC. */
const BY_HOUR = [3, 2, 2, 2, 3, 4, 7, 10, 12, 12, 11, 12, 14, 14, 13, 13, 14, 16, 19, 20, 18, 13, 8, 5];

/** When each of a campaign's signatures was made: a start, a long tail, surges, day and night, quiet weekends. In order. */
export function signingTimes(
  span: { opens: Date; until: Date; surges: number[]; count: number },
  dice: SeededRandom,
): Date[] {
  const slots = hoursOfInterest(span);
  const times = Array.from({ length: span.count }, () => dice.weigh(slots).at + dice.next() * HOUR);
  return times
    .map((time) => new Date(Math.min(time, span.until.getTime())))
    .sort((a, b) => a.getTime() - b.getTime());
}

/** Every hour of a campaign's life with its share of the signatures. */
export function hoursOfInterest({ opens, until, surges }: { opens: Date; until: Date; surges: number[] }) {
  const start = opens.getTime();
  const hours = Math.max(1, Math.ceil((until.getTime() - start) / HOUR));
  return Array.from({ length: hours }, (_, hour) => {
    const at = start + hour * HOUR;
    return { at, weight: interest((at - start) / DAY, surges) * dailyRhythm(new Date(at)) };
  });
}

/** How many people hear of a campaign on a day of its life: it starts loud and fades, and so does each surge. */
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
