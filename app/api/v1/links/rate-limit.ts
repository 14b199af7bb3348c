import { RateLimiterMemory } from "rate-limiter-flexible";

/** Links are never deleted, so their number is limited. A school or a mobile network may share one address. */
const PER_ADDRESS = { points: 300, duration: 60 };
const PER_PROCESS = { points: 6_000, duration: 60 };

/** The length of the longest IPv6 address. */
const MAX_ADDRESS_LENGTH = 45;

const limiters = {
  address: new RateLimiterMemory({ ...PER_ADDRESS, keyPrefix: "link" }),
  process: new RateLimiterMemory({ ...PER_PROCESS, keyPrefix: "links" }),
};

/** Whether an address may create another link now. Counts this attempt. */
export async function canMakeLink(address: string): Promise<boolean> {
  try {
    // In this order: a refused address uses up nothing of the shared limit.
    await limiters.address.consume(address.slice(0, MAX_ADDRESS_LENGTH));
    await limiters.process.consume("all");
    return true;
  } catch (refused) {
    // The library throws an Error if it fails, and another object if the limit is exceeded.
    if (refused instanceof Error) throw refused;
    return false;
  }
}
