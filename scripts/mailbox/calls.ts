import type { IncomingMessage, ServerResponse } from "node:http";

const MAX_CALLS = 50_000;

/** A request that sends mail. Times are milliseconds of a monotonic clock. */
export type Call = {
  path: string;
  /** The time before its body was read. */
  arrivedAt: number;
  answeredAt: number | null;
  /** Null while it is pending, and if the connection broke before the response. */
  status: number | null;
  /** The Retry-After of the response, in seconds. */
  retryAfter: number | null;
};

/** Logs the latest sending requests, so that tests can check how a sender behaves. */
export function logCalls() {
  const calls: Call[] = [];

  /** Logs a request. The returned function must be called just before a response with Retry-After is written. */
  function arrived(request: IncomingMessage, response: ServerResponse): () => void {
    const isSending = request.method === "POST" && request.url?.startsWith("/emails");
    if (!isSending) return () => {};
    const call: Call = {
      path: request.url ?? "",
      arrivedAt: performance.now(),
      answeredAt: null,
      status: null,
      retryAfter: null,
    };
    calls.push(call);
    if (calls.length > MAX_CALLS) calls.shift();
    const answering = () => {
      call.answeredAt ??= performance.now();
    };
    response.once("close", () => {
      answering();
      if (!response.writableFinished) return;
      call.status = response.statusCode;
      call.retryAfter = Number(response.getHeader("retry-after")) || null;
    });
    return answering;
  }

  return { arrived, list: () => calls };
}

export type CallLog = ReturnType<typeof logCalls>;
