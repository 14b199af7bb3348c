import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { eq } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { mailEvents, outboxMessages, suppressions } from "@/db/schema";
import { newId } from "@/lib/ids";
import { emailKeyOf } from "@/lib/supporters/address";
import { appDatabase } from "../support/app-database";
import { aCampaign } from "../support/factories";
import { listMailsTo } from "../support/mailbox";
import { rawRequest } from "../support/raw-request";
import { post, signByApi } from "../support/signing";
import { stack } from "../support/stack";
import { signedHeaders, webhookBody } from "../support/webhooks";

const WEBHOOKS = "/api/v1/resend/webhooks";
const KB = 1024;
const MB = 1024 * KB;
const SOON = { timeout: 15_000, interval: 100 };

const secret = stack().webhookSecret;
const problem = z.object({ type: z.string(), title: z.string().min(1), status: z.number() });

function send(body: string | Uint8Array, headers: Record<string, string>) {
  return fetch(stack().appUrl + WEBHOOKS, { method: "POST", body: Buffer.from(body), headers });
}

/** An event about a mail of its own, so that a test can tell what became of it. */
function anEvent(data: Record<string, unknown> = {}) {
  const email_id = newId();
  const body = webhookBody({ type: "email.bounced", data: { email_id, ...data } });
  const recorded = () => appDatabase().$count(mailEvents, eq(mailEvents.providerId, email_id));
  return { body, recorded };
}

async function refusal(answer: Response): Promise<number> {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(problem.parse(await answer.json()).status).toBe(answer.status);
  return answer.status;
}

describe("what a stranger says in the provider's name is not believed", () => {
  const hourAgo = new Date(Date.now() - 3_600_000);
  const forgeries: [string, (body: string) => Record<string, string>][] = [
    ["without a signature", () => ({ "content-type": "application/json" })],
    ["under another secret", (body) => signedHeaders(body, { secret: `whsec_${btoa("somebody else's")}` })],
    ["with the signature of another body", () => signedHeaders("{}", { secret })],
    ["with a stale time", (body) => signedHeaders(body, { secret, at: hourAgo })],
    ["with a time to come", (body) => signedHeaders(body, { secret, at: new Date(Date.now() + 3_600_000) })],
    [
      "with a stale signature under a fresh time",
      (body) => ({
        ...signedHeaders(body, { secret, at: hourAgo }),
        "svix-timestamp": String(Math.floor(Date.now() / 1_000)),
      }),
    ],
    ["under another id", (body) => ({ ...signedHeaders(body, { secret }), "svix-id": "msg_another" })],
    [
      "with rubbish for headers",
      () => ({ "svix-id": "'", "svix-timestamp": "NaN", "svix-signature": "v1,,v1" }),
    ],
  ];

  test.each(forgeries)("%s", async (_name, headers) => {
    const { body, recorded } = anEvent();
    expect(await refusal(await send(body, headers(body)))).toBe(401);
    expect(await recorded()).toBe(0);
  });

  test("by any method but POST", async () => {
    for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
      expect((await fetch(stack().appUrl + WEBHOOKS, { method })).status, method).toBe(405);
  });
});

describe("a body that is too large is refused, and not read to its end", () => {
  test("when it says so itself", async () => {
    const { body, recorded } = anEvent({ subject: "x".repeat(10 * MB) });
    expect(await refusal(await send(body, signedHeaders(body, { secret })))).toBe(413);
    expect(await recorded()).toBe(0);
  });

  test("when it comes in chunks and tells no length", async () => {
    const { status, sent } = await pour(100 * MB);
    expect(status).toBe(413);
    // What the network holds on both sides; the rest was never taken.
    expect(sent).toBeLessThan(20 * MB);
  });

  test("while one of a little less may come in chunks", async () => {
    const { body, recorded } = anEvent({ subject: "x".repeat(60 * KB) });
    const headers = { ...signedHeaders(body, { secret }), "transfer-encoding": "chunked" };
    const chunks = body.match(/.{1,1000}/gs) ?? [];
    expect((await rawRequest({ method: "POST", path: WEBHOOKS, headers, chunks })).status).toBe(200);
    expect(await recorded()).toBe(1);
  });
});

test("who hangs up in the middle of a body harms nobody", async () => {
  const { hostname, port } = new URL(stack().appUrl);
  for (let times = 0; times < 20; times++) {
    const headers = { ...signedHeaders("", { secret }), "content-length": "1000" };
    const sending = request({ hostname, port, method: "POST", path: WEBHOOKS, headers });
    sending.on("error", () => {});
    await new Promise<void>((written) => sending.write("{", () => written()));
    sending.destroy();
  }
  const { body, recorded } = anEvent();
  expect((await send(body, signedHeaders(body, { secret }))).status).toBe(200);
  expect(await recorded()).toBe(1);
});

/** Sends a body in chunks, as fast as it is taken, until it is answered. */
async function pour(bytes: number) {
  const { hostname, port } = new URL(stack().appUrl);
  const headers = { ...signedHeaders("", { secret }), "transfer-encoding": "chunked" };
  const sending = request({ hostname, port, method: "POST", path: WEBHOOKS, headers });
  // Whoever refuses a body early may hang up while it is still being sent.
  sending.on("error", () => {});
  let answer: IncomingMessage | undefined;
  const answered = once(sending, "response").then(([first]) => {
    answer = first;
  });
  let sent = 0;
  while (!answer && sent < bytes) {
    const taken = sending.write("x".repeat(16 * KB));
    sent += 16 * KB;
    if (!taken) await Promise.race([once(sending, "drain"), answered]);
  }
  await answered;
  sending.destroy();
  return { status: answer?.statusCode, sent };
}

describe("what the provider itself says", () => {
  test.each([
    ["half an object", "{", 400],
    ["null", "null", 400],
    ["a byte that is no text", "\u0000", 400],
    ["a list", "[]", 422],
    ["an event without a mail", '{"type":"email.bounced"}', 422],
    ["an id that PostgreSQL refuses", '{"type":"email.bounced","data":{"email_id":"a\\u0000b"}}', 422],
    ["lists in lists", `${"[".repeat(30_000)}${"]".repeat(30_000)}`, 422],
  ])("is refused when it is %s", async (_name, body, status) => {
    expect(await refusal(await send(body, signedHeaders(body, { secret })))).toBe(status);
  });

  test.each(["email.opened", "email.invented_tomorrow", "contact.created", "constructor"])(
    "of %s is ignored",
    async (type) => {
      const email_id = newId();
      const body = webhookBody({ type, data: { email_id } });
      const answer = await send(body, signedHeaders(body, { secret }));
      expect([answer.status, await answer.json()]).toEqual([200, { status: "ignored" }]);
      expect(await appDatabase().$count(mailEvents, eq(mailEvents.providerId, email_id))).toBe(0);
    },
  );

  test.each(["text/plain", "multipart/form-data", "application/x-www-form-urlencoded", "nonsense"])(
    "counts as %s too: the signature is what is believed",
    async (type) => {
      const { body, recorded } = anEvent();
      const answer = await send(body, { ...signedHeaders(body, { secret }), "content-type": type });
      expect(answer.status).toBe(200);
      expect(await recorded()).toBe(1);
    },
  );

  test("counts once, though it be said a hundred times at once and again later", async () => {
    const { body, recorded } = anEvent();
    const headers = signedHeaders(body, { secret });
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(body, headers)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await send(body, signedHeaders(body, { secret, id: headers["svix-id"] }))).status).toBe(200);
    expect(await recorded()).toBe(1);
  });
});

test("who bounced is mailed no more, and nobody who asks can tell", async () => {
  const db = appDatabase();
  const email = "bounced.by.her.server@example.org";
  await signByApi({ email });
  const emailKey = emailKeyOf(email);
  await vi.waitFor(
    async () => expect(await db.$count(suppressions, eq(suppressions.emailKey, emailKey))).toBe(1),
    SOON,
  );
  const [message] = await db
    .select()
    .from(outboxMessages)
    .where(eq(outboxMessages.providerId, (await listMailsTo(email))[0]?.id ?? ""));
  expect(message).toMatchObject({ bouncedAt: expect.any(Date), deliveredAt: null });

  const another = await aCampaign(db, { slug: "after-the-bounce" });
  const answer = await post(`/api/v1/campaigns/${another.slug}/signatures`, {
    name: "Berta",
    email: email.toUpperCase(),
  });
  expect([answer.status, await answer.json()]).toEqual([
    202,
    { status: "confirmation-sent", campaign: another.slug },
  ]);
  await signByApi({ email: "after.the.bounce@example.org", campaign: another.slug });
  expect(await listMailsTo(email)).toHaveLength(1);
});

test("readiness tells how the outbox is doing, and names nobody", async () => {
  const answer = await fetch(`${stack().appUrl}/api/health/ready`);
  expect(answer.status).toBe(200);
  const { status, outbox } = await answer.json();
  expect(status).toBe("ready");
  expect(Object.keys(outbox).sort()).toEqual([
    "held",
    "lastError",
    "lastErrorAt",
    "oldestSeconds",
    "waiting",
  ]);
  expect(JSON.stringify(outbox)).not.toContain("@");
});
