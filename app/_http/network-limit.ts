import { RateLimiterMemory } from "rate-limiter-flexible";
import { perProcess } from "@/db/singleton";

/** The length of the longest IPv6 address. */
const MAX_ADDRESS_LENGTH = 45;
const WINDOW_SECONDS = 60;

type NetworkLimit = { name: string; perMinute: number; allPerMinute: number };

/**
 * Creates a limit on what one network, as `clientAddress` names it, and all networks together may ask of this process in a
 * minute. The returned function counts an attempt and tells whether it is within the limit.
 */
export function networkLimit({ name, perMinute, allPerMinute }: NetworkLimit) {
  const limiters = perProcess(`network-limit-${name}`, () => ({
    network: new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS, keyPrefix: name }),
    all: new RateLimiterMemory({ points: allPerMinute, duration: WINDOW_SECONDS, keyPrefix: `${name}-all` }),
  }));
  return async (address: string): Promise<boolean> => {
    const { network, all } = limiters();
    try {
      // In this order: a refused network uses up nothing of the shared limit.
      await network.consume(address.slice(0, MAX_ADDRESS_LENGTH));
      await all.consume("all");
      return true;
    } catch (refused) {
      // The library throws an Error if it fails, and another object if the limit is exceeded.
      if (refused instanceof Error) throw refused;
      return false;
    }
  };
}
