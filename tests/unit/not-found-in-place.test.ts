import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerNotFoundInPlace } from "@/server/not-found-in-place";

/** Stands for Next: redirects unknown addresses to the 404 page, and sends a body with the redirect. */
const server = createServer((request, response) => {
  answerNotFoundInPlace(request, response, async ({ url }, own) => {
    await new Promise(setImmediate);
    own.writeHead(404, ["content-type", "text/plain"]);
    own.end(`nothing at ${url}`);
  });
  const isKnown = request.url === "/known";
  response.statusCode = 307;
  response.setHeader("location", isKnown ? "/en/articles/known" : "/en/missing");
  response.write("redirecting ");
  response.end("now");
});
let origin = "";

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => server.close());

const get = async (path: string, headers: HeadersInit = {}) => {
  const answer = await fetch(origin + path, { redirect: "manual", headers });
  return [answer.status, answer.headers.get("location"), await answer.text()];
};

test("an unknown address keeps its place and has status 404", async () => {
  expect(await get("/wp-login.php")).toEqual([404, null, "nothing at /wp-login.php"]);
});

test("other redirects, and those of Next's router, are sent as they are", async () => {
  expect(await get("/known")).toEqual([307, "/en/articles/known", "redirecting now"]);
  expect(await get("/xx", { rsc: "1" })).toEqual([307, "/en/missing", "redirecting now"]);
});
