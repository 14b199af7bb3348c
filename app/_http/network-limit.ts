import { RateLimiterMemory } from "rate-limiter-flexible";
import { perProcess } from "@/db/singleton";
import { env } from "@/lib/env";

/** The length of the longest IPv6 address. */
const MAX_ADDRESS_LENGTH = 45;
const MINUTE_SECONDS = 60;

type NetworkCounter = { name: string; seconds: number; perNetwork: number; overall: number };

/**
 * Counts requests in a time window: of one network, as `clientAddress` names it, and of all networks together. Each of the
 * processes on a port has its share of both limits, because the operating system spreads connections among them. `count` counts one and returns whether both are within their limits; `uncount` takes one back.
 */
export function networkCounter({ name, seconds, perNetwork, overall }: NetworkCounter) {
  const limiters = perProcess(`network-counter-${name}`, () => ({
    network: new RateLimiterMemory({ points: shareOf(perNetwork), duration: seconds, keyPrefix: name }),
    all: new RateLimiterMemory({ points: shareOf(overall), duration: seconds, keyPrefix: `${name}-all` }),
  }));
  const keyOf = (address: string) => address.slice(0, MAX_ADDRESS_LENGTH);
  return {
    async count(address: string): Promise<boolean> {
      const { network, all } = limiters();
      try {
        // Checks the network first, so that refused requests do not use the shared limit.
        await network.consume(keyOf(address));
        await all.consume("all");
        return true;
      } catch (refused) {
        // The library throws an Error if it fails, and another object if the limit is exceeded.
        if (refused instanceof Error) throw refused;
        return false;
      }
    },
    async uncount(address: string): Promise<void> {
      const { network, all } = limiters();
      await Promise.all([network.reward(keyOf(address)), all.reward("all")]);
    },
  };
}

/** Returns this process's share of a limit that must hold over all processes on its port. */
export function shareOf(limit: number): number {
  return Math.ceil(limit / env().WEB_CONCURRENCY);
}

type NetworkLimit = { name: string; perMinute: number; allPerMinute: number };

/** Creates a limit per minute. The returned function counts a request and returns whether it is within the limit. */
export function networkLimit({ name, perMinute, allPerMinute }: NetworkLimit) {
  const counter = { name, seconds: MINUTE_SECONDS, perNetwork: perMinute, overall: allPerMinute };
  return networkCounter(counter).count;
}
