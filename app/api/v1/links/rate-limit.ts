import { RateLimiterMemory } from "rate-limiter-flexible";

/** One link is a row for good, so nobody makes thousands. Behind one address there may be a school, or all of a mobile network. */
const PER_ADDRESS = { points: 300, duration: 60 };
const PER_PROCESS = { points: 6_000, duration: 60 };

/** Of IPv6. What is longer is no address. */
const LONGEST_ADDRESS = 45;

const limiters = {
  address: new RateLimiterMemory({ ...PER_ADDRESS, keyPrefix: "link" }),
  process: new RateLimiterMemory({ ...PER_PROCESS, keyPrefix: "links" }),
};

/** Whether another link may be made from this address now. */
export async function canMakeLink(address: string): Promise<boolean> {
  try {
    // In this order: whoever is refused takes nothing from what is there for everybody.
    await limiters.address.consume(address.slice(0, LONGEST_ADDRESS));
    await limiters.process.consume("all");
    return true;
  } catch (refused) {
    // The library throws an error when it fails, and what is left of the limit when that is used up.
    if (refused instanceof Error) throw refused;
    return false;
  }
}
