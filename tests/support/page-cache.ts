import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import inject, { type InjectOptions } from "light-my-request";
import { createPageCache } from "@/server/page-cache/page-cache";

export type Method = NonNullable<InjectOptions["method"]>;

type Asked = { method?: Method; headers?: OutgoingHttpHeaders };
type Upstream = (received: { url: string; headers: IncomingHttpHeaders }) => Promise<Response> | Response;

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const SHARED = "s-maxage=60, stale-while-revalidate=300";

/** Returns a page as Next would. */
export const aPage = (body: string, headers: HeadersInit = {}) =>
  new Response(body, {
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": SHARED, ...headers },
  });

/** Creates the page cache in front of `upstream`, with a clock that the test advances. */
export function aCachedSite(upstream: Upstream) {
  let now = 1_000_000;
  const rendered: string[] = [];
  async function answer({ url = "", headers }: IncomingMessage, response: ServerResponse) {
    rendered.push(url);
    const answered = await upstream({ url, headers });
    response.writeHead(answered.status, Object.fromEntries(answered.headers));
    response.end(Buffer.from(await answered.arrayBuffer()));
  }
  const cache = createPageCache({
    handler: answer,
    refuse: async (_, response) => {
      response.writeHead(503, { "retry-after": "5" });
      response.end("busy");
    },
    clock: () => now,
  });
  cache.setMissingChanges(false);

  async function get(path: string, { method = "GET", headers = {} }: Asked = {}) {
    const answered = await inject(
      async (request, response) => {
        // The target exactly as a client sent it: `inject` would normalise it.
        request.url = path;
        if (await cache.serve(request, response)) return;
        response.writeHead(200, { "cache-control": "private" });
        response.end("not cached");
      },
      { method, url: "/", headers: { "user-agent": BROWSER, ...headers } },
    );
    const { statusCode: status, rawPayload: body, payload: text } = answered;
    return { status, headers: answered.headers, body, text };
  }
  return {
    get,
    cache,
    /** The targets that were rendered so far. */
    rendered,
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

/** A site whose every page says how often anything was rendered, and links to one campaign. */
export function aCountingSite(state: { isBroken?: boolean } = {}) {
  let renderings = 0;
  return aCachedSite(() => {
    if (state.isBroken) return new Response("broken", { status: 500 });
    return aPage(`version ${++renderings} <a href="/en/campaigns/wells">`);
  });
}

/** A promise that the test settles. */
export function aGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
