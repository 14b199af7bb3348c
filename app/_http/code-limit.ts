import { networkCounter } from "./network-limit";

/** Wrong codes per hour. 200 per network: one in twenty of 4,000 people who share it, as at a school. */
const codes = networkCounter({ name: "code", seconds: 3_600, perNetwork: 200, overall: 5_000 });

/**
 * Limits the wrong codes from one network and from all networks together. Count a code before it is checked, so that parallel
 * guesses gain nothing, and call `uncount` if it was correct.
 */
export async function countCode(
  address: string,
): Promise<{ isAllowed: boolean; uncount: () => Promise<void> }> {
  return { isAllowed: await codes.count(address), uncount: () => codes.uncount(address) };
}
