import { beforeEach, expect, test, vi } from "vitest";
import { secret } from "../support/webhook-route";
import { signedHeaders, webhookBody } from "../support/webhooks";

/** No test here has a database: what the product reaches through `db()` is an address where nothing listens. */
const route = () => import("@/app/api/v1/resend/webhooks/route");
beforeEach(() => vi.resetModules());

function aWebhook() {
  const body = webhookBody({ type: "email.delivered" });
  return new Request("http://localhost:3000/api/v1/resend/webhooks", {
    method: "POST",
    body,
    headers: signedHeaders(body, { secret }),
  });
}

test("while the database is away the provider is asked to come again", async () => {
  vi.stubEnv("RESEND_WEBHOOK_SECRET", secret);
  const answer = await (await route()).POST(aWebhook());
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
});

test.each([undefined, ""])("without a secret (%j) nothing is believed", async (none) => {
  vi.stubEnv("RESEND_WEBHOOK_SECRET", none);
  const { POST } = await route();
  for (const request of [aWebhook(), new Request("http://localhost:3000", { method: "POST" })]) {
    const answer = await POST(request);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ title: "RESEND_WEBHOOK_SECRET is not set here" });
  }
});

test("readiness tells nothing but that the database is away", async () => {
  const { GET } = await import("@/app/api/health/ready/route");
  const answer = await GET();
  expect([answer.status, await answer.json()]).toEqual([503, { status: "database-away" }]);
});
