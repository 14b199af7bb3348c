import { RateLimiterMemory } from "rate-limiter-flexible";
import { perProcess } from "@/db/singleton";

const HOUR_SECONDS = 3_600;
/** Wrong codes in an hour. A whole school may share one network, and one in twenty people mistypes a code. */
const PER_NETWORK = 200;
const ALL = 5_000;
/** The length of the longest IPv6 address. */
const MAX_ADDRESS_LENGTH = 45;

const limiters = perProcess("code-limit", () => ({
  network: new RateLimiterMemory({ points: PER_NETWORK, duration: HOUR_SECONDS, keyPrefix: "code" }),
  all: new RateLimiterMemory({ points: ALL, duration: HOUR_SECONDS, keyPrefix: "codes" }),
}));

/**
 * Limits the wrong codes from one network, as `clientAddress` names it, and from all together, to this process. Every code is
 * counted before it is checked, so that parallel guesses gain nothing.
 */
export async function countCode(
  address: string,
): Promise<{ isAllowed: boolean; forget: () => Promise<void> }> {
  const { network, all } = limiters();
  const key = address.slice(0, MAX_ADDRESS_LENGTH);
  const forget = async () => {
    await Promise.all([network.reward(key), all.reward("all")]);
  };
  try {
    await network.consume(key);
    await all.consume("all");
    return { isAllowed: true, forget };
  } catch (refused) {
    // The library throws an Error if it fails, and another object if the limit is exceeded.
    if (refused instanceof Error) throw refused;
    return { isAllowed: false, forget };
  }
}
