import type { IncomingMessage, ServerResponse } from "node:http";
import inject, { type InjectOptions, type Response as InjectResponse } from "light-my-request";
import { env } from "@/lib/env";
import type { CachedRoute } from "./routes";

/** A finished answer of a handler. */
export type Rendering = {
  status: number;
  headers: Partial<Record<string, string>>;
  hasCookie: boolean;
  body: Buffer;
  startedAt: number;
};

/** Answers a request. If it rejects, there is no answer. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Has a handler answer a route. The request is made from the route alone: no header, cookie or parameter of a client reaches it,
 * except, for images, the network, which only limits how many are drawn.
 */
export async function render(
  handler: Handler,
  { target }: CachedRoute,
  { network, startedAt }: { network?: string; startedAt: number },
): Promise<Rendering> {
  const { statusCode, headers, rawPayload } = await injectInto(handler, {
    method: "GET",
    url: target,
    headers: {
      host: new URL(env().APP_URL).host,
      // Next would send a client without a name its metadata late (`htmlLimitedBots`).
      "user-agent": "Groundswell",
      "x-requested-path": target.split("?", 1)[0],
      ...(network && { "x-forwarded-for": network }),
    },
  });
  return {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    hasCookie: headers["set-cookie"] !== undefined,
    body: rawPayload,
    startedAt,
  };
}

/** `inject` ignores what a handler returns: its rejection would end the process, and the answer would never come. */
function injectInto(handler: Handler, asked: InjectOptions): Promise<InjectResponse> {
  return new Promise((resolve, reject) => {
    const answer = (...both: Parameters<Handler>) => void handler(...both).catch(reject);
    inject(answer, asked).then(resolve, reject);
  });
}
