import type { IncomingMessage, ServerResponse } from "node:http";

const MOST_KEPT = 50_000;

/** A call that sends mail, as the mailbox saw it. Times are milliseconds of a clock that never goes back. */
export type Call = {
  path: string;
  /** Before its body was read. */
  arrivedAt: number;
  answeredAt: number | null;
  /** Null while it is under way, and when its connection broke before the answer. */
  status: number | null;
  /** Seconds that the answer asked to wait. */
  retryAfter: number | null;
};

/** The log of sending calls, for those who want to know from outside how well a sender behaves. The oldest are forgotten. */
export function logCalls() {
  const calls: Call[] = [];

  /** Notes a call as it arrives. What comes back is to be called just before an answer that may ask to wait is written. */
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
    if (calls.length > MOST_KEPT) calls.shift();
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
