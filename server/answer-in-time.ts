import type { IncomingMessage, ServerResponse } from "node:http";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";
import { routeOf } from "./route-label";
import { preparedToTakeOver } from "./take-over";

/** A public answer begins within this time, whatever the database does. */
const ANSWER_WITHIN_MS = 4_700;
const KEPT_HEADERS = ["x-request-id"];

type Refuse = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Refuses a request that is not being answered within 4.7 s, or within that time again while its body still arrives. Call it before a handler gets the
 * response: what that sends later is dropped. Handlers have shorter limits of their own; this one is for pages, which wait for the
 * database without a limit, and for several waits one after another.
 */
export function answerInTime(
  request: IncomingMessage,
  response: ServerResponse,
  { refuse, withinMs = ANSWER_WITHIN_MS }: { refuse: Refuse; withinMs?: number },
): void {
  const takeOver = preparedToTakeOver(response);
  let timer: NodeJS.Timeout | undefined;
  const refuseNow = () => {
    if (response.headersSent || response.writableEnded) return;
    if (!request.complete) return start();
    for (const name of response.getHeaderNames())
      if (!KEPT_HEADERS.includes(name)) response.removeHeader(name);
    log().warn(
      { route: routeOf(request.method ?? "", request.url ?? "") },
      "a request was not answered in time",
    );
    void refuse(request, takeOver()).catch((error: unknown) => {
      log().error({ cause: traceOf(error) }, "a refusal could not be sent");
      response.destroy();
    });
  };
  const start = () => {
    timer = setTimeout(refuseNow, withinMs);
  };
  start();
  response.once("close", () => clearTimeout(timer));
}
