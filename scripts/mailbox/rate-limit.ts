import type { ServerResponse } from "node:http";
import { TooManyRequests } from "./responses";

const WINDOW_SECONDS = 1;

/** Limits requests per second, with Resend's rate limit headers. Throws for requests over the limit. */
export function limitRate(perSecond: number) {
  let windowStart = 0;
  let used = 0;
  return (response: ServerResponse) => {
    const now = Date.now();
    if (now - windowStart >= WINDOW_SECONDS * 1000) {
      windowStart = now;
      used = 0;
    }
    used += 1;
    response.setHeader("ratelimit-policy", `${perSecond};w=${WINDOW_SECONDS}`);
    response.setHeader("ratelimit-limit", perSecond);
    response.setHeader("ratelimit-remaining", Math.max(perSecond - used, 0));
    response.setHeader("ratelimit-reset", WINDOW_SECONDS);
    if (used > perSecond) throw new TooManyRequests(WINDOW_SECONDS);
  };
}
