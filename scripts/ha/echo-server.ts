import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import getPort from "get-port";
import type { Lifetime } from "../stack/lifetime";

export type EchoServer = {
  port: number;
  /** How many connections were opened so far. */
  connections: () => number;
  /** From now on, closes every connection without an answer. */
  fail: () => void;
  /** Lets the stream of the dashboard send its second event. */
  continueStream: () => void;
};

/** Starts a server that answers with what it received, and with the caching headers that the query names. */
export async function startEchoServer(lifetime: Lifetime): Promise<EchoServer> {
  let connections = 0;
  let answered = 0;
  let isFailing = false;
  let continueStream = () => {};
  const listener: RequestListener = (request, response) => {
    if (isFailing) return void request.socket.destroy();
    answered += 1;
    if (request.url?.endsWith("/live")) {
      continueStream = sendEvents(response);
      return;
    }
    request.resume().on("end", () => echo(request, response, answered));
  };
  const server = createServer(listener).on("connection", () => {
    connections += 1;
  });
  const port = await getPort();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  lifetime.onStop(async () => {
    server.close();
    server.closeAllConnections();
  });
  return {
    port,
    connections: () => connections,
    fail: () => {
      isFailing = true;
    },
    continueStream: () => continueStream(),
  };
}

/** The parameters `caching` and `cookie` become headers of the answer. */
function echo(request: IncomingMessage, response: ServerResponse, answered: number) {
  const asked = new URL(request.url ?? "", "http://echo").searchParams;
  response.setHeader("x-request-id", `answer-${answered}`);
  const caching = asked.get("caching");
  if (caching) response.setHeader("cache-control", caching);
  if (asked.has("cookie")) response.setHeader("set-cookie", "private=1");
  response.end(JSON.stringify({ answered, method: request.method, headers: request.headers }));
}

function sendEvents(response: ServerResponse): () => void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write("data: first\n\n");
  return () => response.end("data: second\n\n");
}
