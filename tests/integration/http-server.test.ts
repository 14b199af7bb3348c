import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { answerHere } from "@/server/answer-here";
import { isAnsweredHere } from "@/server/door";
import { identifyRequest } from "@/server/identify-request";
import { measureRequest } from "@/server/measure-request";
import { guardRequest } from "@/server/request-guard";
import { routeOf } from "@/server/route-label";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";

const { db, drop } = await aDatabase();
const { slug } = await aCampaign(db);
const SIGN = `/api/v1/campaigns/${slug}/signatures`;
const KB = 1024;

/** The HTTP server without Next. */
const server = createServer((request, response) => {
  measureRequest(request, response);
  identifyRequest(request, response, () => {
    if (!guardRequest(request, response)) void answerHere(request, response);
  });
});
let origin = "";

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(async () => {
  server.close();
  await drop();
});

/** Sends lines as they are, which fetch would not, and returns everything that comes back. */
async function sendRaw(lines: string[]) {
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  socket.write(lines.join("\r\n"));
  return text(socket);
}

test("every response has its length, the headers of the site and an id of ours", async () => {
  const answer = await fetch(`${origin}/api/v1/campaigns/${slug}/count`, {
    headers: { "x-request-id": "forged" },
  });
  expect(await answer.json()).toEqual({ signatures: 0, goal: expect.any(Number) });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-length": expect.stringMatching(/^\d+$/),
    "content-type": "application/json",
    "cache-control": "public, s-maxage=2, stale-while-revalidate=5",
    "access-control-allow-origin": "*",
    "content-security-policy": expect.stringContaining("default-src 'none'"),
    "strict-transport-security": expect.any(String),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    vary: "Accept-Encoding",
  });
});

test("addresses with a secret send no referrer", async () => {
  for (const path of ["/api/v1/confirmations", "/api/v1/unsubscribe/x"]) {
    const { headers } = await fetch(origin + path, { redirect: "manual" });
    expect(headers.get("referrer-policy"), path).toBe("no-referrer");
  }
});

test("HEAD is GET without a body; OPTIONS and a method that a resource lacks name its methods", async () => {
  const head = await fetch(`${origin}/api/health/live`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  const options = await fetch(origin + SIGN, { method: "OPTIONS" });
  expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS, POST"]);
  const put = await fetch(`${origin}/api/v1/articles/x/views`, { method: "PUT" });
  expect([put.status, put.headers.get("allow")]).toEqual([405, "OPTIONS, POST"]);
  expect((await fetch(`${origin}/api/v1/nowhere`, { method: "DELETE" })).status).toBe(404);
});

test("a body of more than 64 KB is refused, declared or in chunks, and the connection goes on", async () => {
  const head = [`POST ${SIGN} HTTP/1.1`, "Host: localhost", "Content-Type: application/json"];
  const next = ["GET /api/health/live HTTP/1.1", "Host: localhost", "Connection: close", "", ""];
  const declared = [
    ...head,
    `Content-Length: ${65 * KB}`,
    "",
    "x".repeat(65 * KB) + next[0],
    ...next.slice(1),
  ];
  const chunk = ["a000", "x".repeat(40 * KB)];
  const chunked = [...head, "Transfer-Encoding: chunked", "", ...chunk, ...chunk, "0", "", ...next];
  for (const lines of [declared, chunked]) {
    const answer = await sendRaw(lines);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/HTTP\/1\.1 200 OK[\s\S]*{"status":"live"}/);
  }
});

test("a malformed Host is no obstacle, and never gets into a response", async () => {
  const answer = await sendRaw([
    `GET /api/v1/campaigns/${slug} HTTP/1.1`,
    "Host: evil example",
    "Connection: close",
    "",
    "",
  ]);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).not.toContain("evil");
});

test("a large body is compressed for clients that ask for it", async () => {
  const head = [`GET /api/v1/confirmations/attempt HTTP/1.1`, "Host: localhost", "Accept: text/html"];
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  socket.write([...head, "Accept-Encoding: gzip", "Connection: close", "", ""].join("\r\n"));
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  const answer = Buffer.concat(chunks);
  const bodyAt = answer.indexOf("\r\n\r\n") + 4;
  expect(answer.subarray(0, bodyAt).toString()).toMatch(/content-encoding: gzip/i);
  expect(gunzipSync(answer.subarray(bodyAt)).toString()).toContain("<!doctype html>");
});

test("an unexpected error answers 500 with the id of the request, and its cause stays in the log", async () => {
  vi.resetModules();
  vi.doMock("@/server/api/show-count", () => ({
    showCount: () => {
      throw new Error("a secret cause");
    },
  }));
  const { door } = await import("@/server/door");
  const { withRequestId } = await import("@/lib/log");
  const ask = (accept: string) =>
    withRequestId("the-id", async () =>
      door.fetch(new Request("http://localhost/api/v1/campaigns/x/count", { headers: { accept } })),
    );
  for (const accept of ["application/json", "text/html"]) {
    const answer = await ask(accept);
    const body = await answer.text();
    expect(answer.status).toBe(500);
    expect(body).toContain("the-id");
    expect(body).not.toContain("secret");
  }
  vi.doUnmock("@/server/api/show-count");
});

test("metrics are for the bearer of the token, and name routes, not addresses", async () => {
  expect((await fetch(`${origin}/metrics`)).status).toBe(401);
  await fetch(`${origin}/api/v1/campaigns/a-secret-address/count`);
  const { metricsRegistry } = await import("@/server/metrics");
  await vi.waitFor(async () =>
    expect(await metricsRegistry().metrics()).toContain('route="/api/v1/campaigns/:slug/count",status="404"'),
  );
  const metrics = await metricsRegistry().metrics();
  expect(metrics).toContain("nodejs_eventloop_lag_seconds");
  expect(metrics).not.toContain("a-secret-address");
});

test.each([
  ["/api", true],
  ["/api/v1/nowhere", true],
  ["/api/staffing", true],
  ["/s/K7WM2XQ9D", true],
  ["/s/K7WM2XQ9D/qr.png", true],
  ["/s/..%2f..%2fetc", true],
  ["/metrics", true],
  ["/api/staff", false],
  ["/api/staff/images", false],
  ["/s/K7WM2XQ9D/ripple", false],
  ["/en/campaigns/x", false],
  ["/api/v1/links/", false],
  ["/api//v1/links", false],
  ["/api/v1/../staff/images", false],
  ["/api/v1/%2e%2e/staff/images", false],
])("%s is answered here: %j", (path, isHere) => {
  expect(isAnsweredHere(path)).toBe(isHere);
});

test("the number of routes in metrics is bounded", () => {
  const targets = Array.from({ length: 500 }, (_, index) => [
    `/en/campaigns/x-${index}`,
    `/api/v1/${index}`,
    `/s/${index}`,
    `/x-${index}/y`,
    `/en/x-${index}`,
    `/media/${index}`,
  ]).flat();
  expect(new Set(targets.map((target) => routeOf("GET", target))).size).toBeLessThan(8);
});
