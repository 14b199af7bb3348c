import { connect, type Socket } from "node:net";
import { createResponseParser, type Reply } from "./response-parser";

/** Servers close idle connections after 5 s. A request that crosses this would be lost. */
const MAX_IDLE_MS = 4_000;

/** The response, or how the request failed. */
export type Outcome = Reply | "lost" | "unanswered";

type Done = (outcome: Outcome) => void;

export type Connection = ReturnType<typeof createConnection>;

/** A connection for one request at a time. It opens again by itself. */
export function createConnection({ host, port }: { host: string; port: number }) {
  let socket: Socket | null = null;
  let done: Done | null = null;
  let activeAt = 0;

  function open(): Socket {
    const opened = connect({ host, port, noDelay: true });
    const parser = createResponseParser();
    opened.on("data", (chunk: Buffer) => {
      const reply = parser.push(chunk);
      if (!reply) return;
      if (reply.isLast) drop(opened);
      settle(reply);
    });
    opened.on("error", () => {});
    opened.on("close", () => {
      if (socket !== opened) return;
      socket = null;
      settle(parser.end() ?? "lost");
    });
    return opened;
  }

  function drop(dropped: Socket | null) {
    if (socket === dropped) socket = null;
    dropped?.destroy();
  }

  function settle(outcome: Outcome) {
    const settled = done;
    done = null;
    activeAt = performance.now();
    settled?.(outcome);
  }

  return {
    send(request: Buffer, onDone: Done) {
      if (socket && performance.now() - activeAt > MAX_IDLE_MS) drop(socket);
      done = onDone;
      activeAt = performance.now();
      socket ??= open();
      socket.write(request);
    },
    /** Gives up a request that was sent before this time. */
    giveUpBefore(time: number) {
      if (!done || activeAt >= time) return;
      drop(socket);
      settle("unanswered");
    },
    close: () => drop(socket),
  };
}
