import { describe, expect, test } from "vitest";
import { z } from "zod";
import { signatures } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { codeIn, waitForMail } from "../support/mailbox";
import { CAMPAIGN, getSignatureCount, post, signByApi, tokenIn } from "../support/public-api";
import { rawRequest } from "../support/raw-request";
import { stack } from "../support/stack";

const SIGN = `/api/v1/campaigns/${CAMPAIGN}/signatures`;
const KB = 1024;
const signer = { name: "A Signer", email: "a.signer@example.org" };

const problem = z.object({
  title: z.string().min(1),
  status: z.number(),
  detail: z.string().min(1),
  errors: z.record(z.string(), z.array(z.string().min(1))).optional(),
});

/** Expects a problem document (RFC 9457) and returns it. */
async function refusal(answer: Response) {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const body = problem.parse(await answer.json());
  expect(body.status).toBe(answer.status);
  return body;
}

function postForm(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(stack().appUrl + path, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(fields),
    headers: { accept: "text/html", ...headers },
  });
}

describe("a body", () => {
  test("of more than 64 KB is refused, declared or in chunks; a smaller one is accepted", async () => {
    const fits = await post(SIGN, { ...signer, postcode: "x".repeat(60 * KB) });
    expect((await refusal(fits)).errors).toHaveProperty("postcode");
    const large = await post(SIGN, { ...signer, comment: "x".repeat(65 * KB) });
    expect((await refusal(large)).status).toBe(413);
    const chunked = await rawRequest({
      method: "POST",
      path: SIGN,
      headers: { "content-type": "application/json", "transfer-encoding": "chunked" },
      chunks: Array.from({ length: 80 }, () => "x".repeat(KB)),
    });
    expect(chunked.status).toBe(413);
    const page = await postForm(SIGN, { ...signer, comment: "x".repeat(65 * KB) });
    expect([page.status, page.headers.get("content-type")]).toEqual([413, "text/html; charset=utf-8"]);
  });

  test.each([
    ["text/plain", '{"name":"A"}', 415],
    ["application/xml", "<name/>", 415],
    ["", "name=A", 415],
    ["application/json", "{not json", 400],
    ["application/json", "[1,2]", 400],
  ])("of type %j with content %j answers %i", async (type, body, status) => {
    const answer = await fetch(stack().appUrl + SIGN, {
      method: "POST",
      body: Buffer.from(body),
      headers: type ? { "content-type": type } : {},
    });
    expect((await refusal(answer)).status).toBe(status);
  });

  test("of a form may be multipart", async () => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...signer, email: "multipart@example.org" }))
      body.set(name, value);
    const answer = await fetch(stack().appUrl + SIGN, { method: "POST", body, redirect: "manual" });
    expect(answer.status).toBe(303);
  });
});

describe("a cross-site request", () => {
  const writes = [SIGN, "/api/staff/sign-in-links", "/api/staff/sessions", "/api/staff/sessions/end"];
  const tokenWrites = ["/api/v1/confirmations", "/api/v1/confirmations/mails"];

  async function expectRefused(paths: string[], headers: Record<string, string>) {
    const before = await appDatabase().$count(signatures);
    for (const path of paths) {
      expect((await postForm(path, signer, headers)).status, path).toBe(403);
      expect((await post(path, signer, headers)).status, path).toBe(403);
    }
    expect(await appDatabase().$count(signatures)).toBe(before);
  }

  test.each<Record<string, string>>([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site", origin: "null" },
    { origin: "https://example.com" },
  ])("is refused (%o)", (headers) => expectRefused([...writes, ...tokenWrites], headers));

  test("with a null origin is refused, except where the body contains a token", async () => {
    await expectRefused(writes, { origin: "null" });
    const mail = await signByApi({ email: "old.browser@example.org" });
    const confirmed = await postForm("/api/v1/confirmations", { token: tokenIn(mail) }, { origin: "null" });
    expect(confirmed.status).toBe(303);
  });
});

describe("an invalid signature", () => {
  test("responds to programs with a problem: 404 for an unknown campaign, 409 for a closed one, 422 for invalid fields", async () => {
    for (const slug of ["no-such-campaign", "Not_A_Slug", "..%2f..%2fetc", "x".repeat(500)])
      expect((await refusal(await post(`/api/v1/campaigns/${slug}/signatures`, signer))).status, slug).toBe(
        404,
      );
    const ended = await post("/api/v1/campaigns/protect-the-high-seas/signatures", signer);
    expect((await refusal(ended)).status).toBe(409);
    const wrong = await post(SIGN, {
      email: "nobody",
      country: "XX",
      comment: "x".repeat(1001),
      display: "loud",
      name: 5,
    });
    const { status, errors } = await refusal(wrong);
    expect(status).toBe(422);
    expect(Object.keys(errors ?? {}).sort()).toEqual(["comment", "country", "display", "email", "name"]);
  });

  test("responds to browsers with a page that says what to do", async () => {
    const unknown = await postForm("/api/v1/campaigns/no-such-campaign/signatures", {
      ...signer,
      locale: "es",
    });
    expect([unknown.status, await unknown.text()]).toEqual([
      404,
      expect.stringContaining("No existe esa campaña"),
    ]);
    const ended = await postForm("/api/v1/campaigns/protect-the-high-seas/signatures", signer);
    expect([ended.status, await ended.text()]).toEqual([
      409,
      expect.stringContaining('href="/en/campaigns/protect-the-high-seas"'),
    ]);
  });

  test("escapes what was typed", async () => {
    const answer = await postForm(SIGN, { name: '"><script>alert(1)</script>', email: "<b>" });
    const page = await answer.text();
    expect(page).toContain("&lt;script&gt;");
    expect(page).not.toContain("<script");
  });
});

test("confirmations accept only POST, and refuse a code without a pending signature", async () => {
  for (const path of ["/api/v1/confirmations", "/api/v1/confirmations/mails", SIGN]) {
    for (const method of ["GET", "HEAD", "PUT", "DELETE"])
      expect((await fetch(stack().appUrl + path, { method })).status, `${method} ${path}`).toBe(405);
  }
  expect((await refusal(await post("/api/v1/confirmations", { code: "123456" }))).status).toBe(422);
  expect((await refusal(await post("/api/v1/confirmations", {}))).status).toBe(422);
});

test("only five codes can be tried in all, also concurrently", async () => {
  const before = await getSignatureCount();
  const signed = await post(SIGN, { name: "Guessed At", email: "guessed.at@example.org" });
  const cookie = signed.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  expect(signed.headers.getSetCookie()[0]).toMatch(/; Path=\/api\/v1; Max-Age=\d+; HttpOnly; SameSite=Lax/);
  const code = codeIn(await waitForMail("guessed.at@example.org"));
  const wrong = Array.from({ length: 20 }, (_, index) =>
    String((Number(code) + index + 1) % 1_000_000).padStart(6, "0"),
  );
  const answers = await Promise.all(
    wrong.map((guess) => post("/api/v1/confirmations", { code: guess }, { cookie })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]));
  expect((await post("/api/v1/confirmations", { code }, { cookie })).status).toBe(422);
  expect(await getSignatureCount()).toBe(before);
});
