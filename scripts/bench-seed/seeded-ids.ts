import { hoursOfInterest } from "../seed/hourly-interest";
import { type SeededRandom, seededRandom } from "../seed/seeded-random";
import { HOUR } from "../seed/times";

/** Returns the random generator of the nth row of a kind. It is always the same, so that tables written one after the other are consistent. */
export function randomFor(kind: number, nth: number): SeededRandom {
  return seededRandom(scramble(Math.imul(nth + 1, 0x9e3779b1) ^ scramble(kind)));
}

/** Hashes a 32-bit number (the finaliser of MurmurHash3). */
function scramble(number: number): number {
  let bits = number | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0").slice(-digits);

/** Returns a UUIDv7 with the time `at`. It is always the same for the nth row of a kind. */
export function idOf(kind: number, { nth, at }: { nth: number; at: number }): string {
  const time = hex(at, 12);
  const spread = hex(scramble(nth ^ scramble(kind)) >>> 0, 8);
  // The number makes ids of the same time unique.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(kind, 3)}-8${spread.slice(0, 3)}-${hex(nth, 7)}${spread.slice(3)}`;
}

/** Returns a function from the number of a signature to its time: in order, with the typical interest over a campaign. */
export function signingClock(span: { opens: Date; until: Date; surges: number[] }, signatures: number) {
  const hours = hoursOfInterest(span);
  const total = hours.reduce((sum, { weight }) => sum + weight, 0);
  const last = span.until.getTime();
  let hour = 0;
  let before = 0;
  return (nth: number): number => {
    const share = (nth / signatures) * total;
    if (share < before) [hour, before] = [0, 0];
    while (hour < hours.length - 1 && before + (hours[hour]?.weight ?? 0) <= share) {
      before += hours[hour]?.weight ?? 0;
      hour += 1;
    }
    const { at = last, weight = 1 } = hours[hour] ?? {};
    return Math.min(last, Math.floor(at + Math.min(1, (share - before) / (weight || 1)) * HOUR));
  };
}
