import { beforeEach, expect, test, vi } from "vitest";
import { secret } from "../support/webhook-route";
import { signedHeaders, webhookBody } from "../support/webhooks";

/** No test here has a database: `db()` connects to an address where nothing listens. */
beforeEach(() => vi.resetModules());

async function answerTo(request: Request) {
  const { door } = await import("@/server/door");
  return door.fetch(request);
}

function aWebhook() {
  const body = webhookBody({ type: "email.delivered" });
  return new Request("http://localhost:3000/api/v1/resend/webhooks", {
    method: "POST",
    body,
    headers: signedHeaders(body, { secret }),
  });
}

test("while the database is unavailable, the provider is asked to retry", async () => {
  vi.stubEnv("RESEND_WEBHOOK_SECRET", secret);
  const answer = await answerTo(aWebhook());
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
});

test.each([undefined, ""])("without a secret (%j) no webhook is accepted", async (none) => {
  vi.stubEnv("RESEND_WEBHOOK_SECRET", none);
  for (const request of [aWebhook(), new Request(aWebhook().url, { method: "POST" })]) {
    const answer = await answerTo(request);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ title: "RESEND_WEBHOOK_SECRET is not set here" });
  }
});

test("readiness reports that the database is unavailable, and nothing else", async () => {
  const answer = await answerTo(new Request("http://localhost:3000/api/health/ready"));
  expect([answer.status, await answer.json()]).toEqual([503, { status: "not-ready" }]);
  vi.stubEnv("METRICS_TOKEN", "sixteen-characters-or-more");
  vi.resetModules();
  const headers = { authorization: "Bearer sixteen-characters-or-more" };
  const details = await answerTo(new Request("http://localhost:3000/api/health/ready", { headers }));
  expect([details.status, await details.json()]).toEqual([503, { status: "database-away" }]);
});
