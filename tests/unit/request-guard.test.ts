import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guardRequest } from "@/server/request-guard";

/** Stands for Next: responds with the target and the `RSC` header that it gets. */
const server = createServer((request, response) => {
  if (guardRequest(request, response)) return;
  const body = `next: ${request.url} ${request.headers.rsc ?? ""}`;
  response.setHeader("x-content-length", String(body.length));
  response.write(body);
  response.end();
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());

/** Sends a request line as it is, which neither fetch nor `node:http` would, and returns status, headers and body. */
async function send(
  requestLine: string,
  { headers = [], body = "" }: { headers?: string[]; body?: string } = {},
) {
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("not listening");
  const socket = connect(address.port, "127.0.0.1");
  const lines = [`${requestLine} HTTP/1.1`, "Host: localhost", "Connection: close", ...headers, "", body];
  socket.end(lines.join("\r\n"));
  const answer = await text(socket);
  return { status: Number(answer.split(" ", 2)[1]), answer };
}

describe("targets", () => {
  test.each([
    "/%",
    "/s/%",
    "/en/%E0%A4%A",
    "/en/articles/%zz",
    "/%C0%80",
    "/media/cards/%FF/campaigns/x/1.jpg",
    "/api/v1/campaigns/%/count",
  ])("a target with a malformed escape returns 400: %s", async (target) => {
    expect((await send(`GET ${target}`)).status).toBe(400);
  });

  test.each(["/en/%00", "/en/staff/campaigns/x/signatures?q=a%00b", "/s/abc?channel=%00"])(
    "a target with NUL returns 400: %s",
    async (target) => {
      expect((await send(`GET ${target}`)).status).toBe(400);
    },
  );

  test.each(["/en?q=100%", "/s/%25", "/en/articles/caf%C3%A9"])("%s is passed on", async (target) => {
    expect((await send(`GET ${target}`)).answer).toContain(`next: ${target}`);
  });
});

test("an unsupported method returns 405 with `Allow`", async () => {
  for (const method of ["TRACE", "PROPFIND", "LOCK"]) {
    const { status, answer } = await send(`${method} /en`);
    expect(status, method).toBe(405);
    expect(answer).toMatch(/\r\nallow: GET, HEAD, OPTIONS, POST/i);
  }
});

test("OPTIONS * answers 204", async () => {
  expect((await send("OPTIONS *")).status).toBe(204);
  expect((await send("GET *")).status).toBe(400);
  expect((await send("OPTIONS /en")).status).toBe(204);
});

test("the host of an absolute target is dropped", async () => {
  const { answer } = await send("GET http://evil.example/en?via=abc");
  expect(answer).toContain("next: /en?via=abc");
  expect(answer).not.toContain("evil.example");
  expect((await send("GET http://evil.example")).answer).toContain("next: / ");
  expect((await send("GET ftp://evil.example/en")).status).toBe(400);
});

/** Start like the staff area or the API, but `proxy.ts` and Next resolve them to pages. */
const LEADING_OUT = ["/en/staff/../campaigns/x?via=abc", "/api/%2e%2E/en", "/api\\..\\en", "/en/x/../staff"];

test("a POST to a page returns 405 before its body is parsed", async () => {
  for (const target of ["/en", "/es/campaigns/x", "/en/stafff", "/s/abc", "/", ...LEADING_OUT])
    expect(
      (await send(`POST ${target}`, { headers: ["Next-Action: x", "Content-Length: 5000000"] })).status,
    ).toBe(405);
  for (const target of ["/api/v1/links", "/en/staff", "/es/staff/articles/import?x=1"])
    expect((await send(`POST ${target}`)).answer).toContain(`next: ${target}`);
});

test("removes the `RSC` header from requests for embeds", async () => {
  expect((await send("GET /en/embed/x", { headers: ["RSC: 1"] })).answer).toContain("next: /en/embed/x ");
  expect((await send("GET /en/embed/x", { headers: ["RSC: 1"] })).answer).not.toContain("/en/embed/x 1");
  expect((await send("GET /en", { headers: ["RSC: 1"] })).answer).toContain("next: /en 1");
});

test("redirects a mistyped page address to the corrected one, with its query", async () => {
  const corrected = {
    "/en/articles/Us-Leaves-Talks": "/en/articles/us-leaves-talks",
    "/EN/Campaigns/x.?via=abc&b=?": "/en/campaigns/x?via=abc&b=?",
    "/es/articles/agua),": "/es/articles/agua",
    "/es/topics/agua%E2%80%9D%20": "/es/topics/agua",
    "/en/articles/%22a-b%22/": "/en/articles/a-b",
    "/EN": "/en",
    "/S/BCDFGHJKM?x=1": "/s/BCDFGHJKM?x=1",
    "/favicon.ico": "/icon.svg",
  };
  for (const [target, address] of Object.entries(corrected)) {
    const { status, answer } = await send(`GET ${target}`);
    expect([status, /location: (.*)\r/i.exec(answer)?.[1]], target).toEqual([307, address]);
  }
  for (const target of [
    "/en/articles/a-b",
    "/en/articles/a-b/?x=A.",
    "/en/articles/a_b",
    "/en/articles/...",
    "/s/ABC.",
  ])
    expect((await send(`GET ${target}`)).status, target).toBe(200);
});

test("redirects an address without a language to the one that the reader prefers", async () => {
  for (const [languages, locale] of [
    ["es-MX, en;q=0.5", "es"],
    ["fr", "en"],
  ]) {
    const { status, answer } = await send("GET /campaigns/Clean-Water?via=abc", {
      headers: [`Accept-Language: ${languages}`],
    });
    expect([status, /location: (.*)\r/i.exec(answer)?.[1]]).toEqual([
      307,
      `/${locale}/campaigns/clean-water?via=abc`,
    ]);
    expect(answer).toMatch(/vary: accept-language/i);
  }
});

test("restores the Content-Length of route handlers", async () => {
  const { answer } = await send("GET /media/x.jpg");
  expect(answer).toMatch(/\r\ncontent-length: 19\r\n/i);
  expect(answer).not.toMatch(/x-content-length|transfer-encoding/i);
});
