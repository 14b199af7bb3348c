import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Pace } from "@/scripts/bench/load/job";
import { requestsOf } from "@/scripts/bench/load/request";
import { createResponseParser } from "@/scripts/bench/load/response-parser";
import { runJob } from "@/scripts/bench/load/run-job";
import { percentilesOf } from "@/scripts/bench/load/tally";

async function aServer(answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

const run = (port: number, pace: Pace) =>
  runJob({
    host: "127.0.0.1",
    port,
    parts: [{ name: "page", weight: 1, request: { kind: "get", path: "/" } }],
    pace,
    seconds: 0.2,
  });

describe("the parser of responses", () => {
  const head = (headers: string) => `HTTP/1.1 200 OK\r\n${headers}\r\n\r\n`;
  const responses = {
    "a body with a length": `${head("Content-Length: 5")}12345`,
    "a body in chunks": `${head("Transfer-Encoding: chunked")}5\r\n12345\r\na;x=1\r\n\r\n\r\n\r\n1234\r\n0\r\nTrailer: 1\r\n\r\n`,
    "no body": head("content-length: 0"),
    "a response that may have none": "HTTP/1.1 204 No Content\r\n\r\n",
  };

  test.each(Object.entries(responses))("finds the end of %s, wherever it is cut", (_, response) => {
    for (let cut = 0; cut <= response.length; cut += 1) {
      const parser = createResponseParser();
      const pieces = [response.slice(0, cut), response.slice(cut)].filter((piece) => piece !== "");
      const replies = pieces.map((piece) => parser.push(Buffer.from(piece)));
      expect(replies.filter((reply) => reply !== null).length, `cut at ${cut}`).toBe(1);
      expect(replies.at(-1)?.bytes).toBe(response.length);
    }
  });

  test("says that the server will close the connection", () => {
    const parser = createResponseParser();
    expect(parser.push(Buffer.from(head("Connection: close\r\nContent-Length: 0")))?.isLast).toBe(true);
  });
});

describe("a load", () => {
  test("counts each answer once, by what it means", async () => {
    const seen: number[] = [];
    const statuses = [200, 302, 503, 429, 500, 404];
    const port = await aServer((_, response) => {
      const status = statuses[seen.length % statuses.length] ?? 200;
      seen.push(status);
      response.writeHead(status).end("x");
    });
    const { results } = await run(port, { mode: "closed", connections: 4 });
    const counted = results.page;
    const sent = (wanted: number[]) => seen.filter((status) => wanted.includes(status)).length;
    expect(seen.length).toBeGreaterThan(statuses.length);
    expect(counted).toMatchObject({
      ok: sent([200, 302]),
      refused: sent([503, 429]),
      errors: sent([500, 404]),
    });
  });

  test("at a constant rate sends every request, although the server stalls, and counts their waiting", async () => {
    const held: (() => void)[] = [];
    const port = await aServer((_, response) => {
      held.push(() => response.end("x"));
      // Nothing is answered until more are waiting than there are connections.
      if (held.length >= 2) for (const answer of held.splice(0)) answer();
    });
    const { results } = await run(port, { mode: "open", perSecond: 100, connections: 2 });
    expect(results.page).toMatchObject({ ok: 20, errors: 0, unanswered: 0 });
    expect(percentilesOf([results.page?.times ?? ""]).p50Ms).toBeGreaterThan(0);
  });

  test("counts a connection that the server resets as an error, and goes on", async () => {
    let requests = 0;
    const port = await aServer((request, response) => {
      requests += 1;
      if (requests === 1) request.socket.destroy();
      else response.end("x");
    });
    const { results } = await run(port, { mode: "closed", connections: 1 });
    expect(results.page).toMatchObject({ errors: 1, ok: requests - 1 });
    expect(requests).toBeGreaterThan(1);
  });
});

test("a mix has the asked shares", () => {
  const page = { kind: "get", path: "/" } as const;
  const next = requestsOf(
    [
      { name: "pages", weight: 90, request: page },
      { name: "count", weight: 9, request: page },
      { name: "sign", weight: 1, request: page },
    ],
    "localhost",
  );
  const names = Array.from({ length: 1_000 }, () => next()?.name);
  const share = (wanted: string) => names.filter((name) => name === wanted).length;
  expect([share("pages"), share("count"), share("sign")]).toEqual([900, 90, 10]);
});
