import type { IncomingMessage, ServerResponse } from "node:http";
import { perProcess } from "@/db/singleton";
import { REQUEST_QUEUE } from "@/lib/bounded-queue";
import { gate } from "@/lib/gate";
import type { Lane } from "@/lib/lane";

/** Renderings of one kind that begin while others are under way: they share one thread, and wait for the database in turn. */
const MAX_RENDERING = { public: 16, staff: 16, internal: 16 };
/** Files of the build and of `public/`. Next sends them without the database. */
const STATIC = /^\/_next\/|^\/[^/]+\.(?:css|js|svg|ico|png|woff2|webmanifest)$/;

type Render = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const gates = perProcess("render-gates", () => {
  const one = (lane: Lane) => gate({ maxRunning: MAX_RENDERING[lane], queue: REQUEST_QUEUE });
  return { public: one("public"), staff: one("staff"), internal: one("internal") };
});

/**
 * Has Next answer a request, a limited number at once for each lane. Returns false if the request was refused: too many wait, or it
 * waited too long. A place is given back once the response begins: streams to staff never end, and clients may read slowly.
 */
export async function renderInTurn(
  request: IncomingMessage,
  response: ServerResponse,
  { lane, render }: { lane: Lane; render: Render },
): Promise<boolean> {
  if (STATIC.test(request.url?.split("?", 1)[0] ?? "")) {
    await render(request, response);
    return true;
  }
  let rendering: Promise<void> | undefined;
  const begun = responseBegun(response);
  const passed = await gates()[lane](async () => {
    rendering = render(request, response);
    await Promise.race([begun, rendering]);
    return true;
  });
  await rendering;
  return passed !== null;
}

/** Resolves when the handler of a response sends its head. */
function responseBegun(response: ServerResponse): Promise<void> {
  const { writeHead } = response;
  return new Promise((resolve) => {
    response.writeHead = (...head: unknown[]) => {
      resolve();
      return Reflect.apply(writeHead, response, head);
    };
  });
}
