import type { IncomingMessage, ServerResponse } from "node:http";
import { isNotFoundPath } from "@/lib/paths";
import { preparedToTakeOver } from "./take-over";

/** Sends a whole response by `writeHead` and `end`. */
type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Lets `answer` send the response instead of a redirect to the 404 page (`redirectToNotFound`), so that the address stays in the
 * address bar and has status 404. Call it before Next gets the response: what Next sends after that redirect is dropped.
 */
export function answerNotFoundInPlace(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): void {
  // Next's router follows the redirect itself.
  if (!READING.includes(request.method ?? "") || request.headers.rsc !== undefined) return;
  const { setHeader } = response;
  const takeOver = preparedToTakeOver(response);
  response.setHeader = (name, value) => {
    const isNotFound = name.toLowerCase() === "location" && isNotFoundPath(String(value));
    if (!isNotFound) return setHeader.call(response, name, value);
    void answer(request, takeOver()).catch((error: unknown) => response.destroy(asError(error)));
    return response;
  };
}

const READING = ["GET", "HEAD"];

const asError = (cause: unknown) => new Error("the 404 page could not be sent", { cause });
