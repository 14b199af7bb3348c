import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { failedWith } from "../stack/files";

/** A host that has not answered a reader by then is left for the next one, as nginx does. */
const READ_TIMEOUT_MS = 2_000;
/** Nothing is sent twice that could change something: the client decides. */
const WRITE_TIMEOUT_MS = 5_000;
/** A host that could not be reached is asked last for this time. */
const AVOID_MS = 1_000;

/** An answer as the client got it. `wasDown` tells whether a host was killed or frozen while it was asked. */
export type Answered = { path: string; status: number; tookMs: number; at: number; wasDown: boolean };

type Host = { port: number; isDown: () => boolean; avoidUntil: number };
type Reply = { status: number; headers: IncomingMessage["headers"]; body: Buffer };

/** Stands before several web hosts as nginx would: the next host answers a reader if one cannot. Records every answer. */
export async function startBalancer({ port, hosts }: { port: number; hosts: Omit<Host, "avoidUntil">[] }) {
  const agent = new Agent({ keepAlive: false });
  const known = hosts.map((host) => ({ ...host, avoidUntil: 0 }));
  const answered: Answered[] = [];
  let turn = 0;

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse) {
    const at = performance.now();
    const body = await readAll(incoming);
    const isRead = incoming.method === "GET" || incoming.method === "HEAD";
    turn += 1;
    let wasDown = false;
    let reply: Reply = { status: 502, headers: {}, body: Buffer.alloc(0) };
    for (const host of inOrder(known, turn)) {
      const downBefore = host.isDown();
      const tried = await ask(host.port, { incoming, body, agent, isRead });
      wasDown ||= downBefore || host.isDown();
      if (tried.outcome === "answered") {
        reply = tried.reply;
        if (!(isRead && reply.status === 503)) break;
        continue;
      }
      host.avoidUntil = performance.now() + AVOID_MS;
      if (!isRead && tried.outcome !== "refused") break;
    }
    const path = incoming.url ?? "";
    answered.push({ path, status: reply.status, tookMs: performance.now() - at, at, wasDown });
    outgoing.writeHead(reply.status, withoutConnection(reply.headers)).end(reply.body);
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(port);
  await once(server, "listening");
  const stop = async () => {
    server.closeAllConnections();
    server.close();
  };
  return { answered, stop };
}

/** In turns, and those that could not be reached last. */
function inOrder(hosts: Host[], turn: number): Host[] {
  const now = performance.now();
  const rotated = hosts
    .map((_, place) => hosts[(place + turn) % hosts.length])
    .filter((host) => host !== undefined);
  return [
    ...rotated.filter((host) => host.avoidUntil <= now),
    ...rotated.filter((host) => host.avoidUntil > now),
  ];
}

type Tried = { outcome: "answered"; reply: Reply } | { outcome: "refused" | "lost" };
type Asking = { incoming: IncomingMessage; body: Buffer; agent: Agent; isRead: boolean };

function ask(port: number, { incoming, body, agent, isRead }: Asking): Promise<Tried> {
  return new Promise((resolve) => {
    const options = { port, agent, host: "127.0.0.1", method: incoming.method, path: incoming.url };
    const asked = request({ ...options, headers: incoming.headers }, (response) => {
      readAll(response).then(
        (read) => resolve(answeredBy(response, read)),
        () => resolve({ outcome: "lost" }),
      );
    });
    const timer = setTimeout(() => asked.destroy(), isRead ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS);
    asked.once("close", () => clearTimeout(timer));
    asked.once("error", (error) =>
      resolve({ outcome: failedWith("ECONNREFUSED", error) ? "refused" : "lost" }),
    );
    asked.end(body);
  });
}

function answeredBy({ statusCode = 502, headers }: IncomingMessage, body: Buffer): Tried {
  return { outcome: "answered", reply: { status: statusCode, headers, body } };
}

function withoutConnection(headers: IncomingMessage["headers"]) {
  const { connection: _, "transfer-encoding": __, "keep-alive": ___, ...rest } = headers;
  return rest;
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
