import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { POST } from "@/app/api/v1/resend/webhooks/route";
import { db as productDatabase } from "@/db/client";
import { mailEvents } from "@/db/schema";
import { newId } from "@/lib/ids";
import { aDatabase } from "../support/database";
import { signed, webhookBody } from "../support/webhooks";

const { db, drop } = await aDatabase();
const secret = `whsec_${Buffer.from("only-for-tests-only-for-tests").toString("base64")}`;
process.env.RESEND_WEBHOOK_SECRET = secret;
beforeEach(async () => {
  await db.delete(mailEvents);
});
afterAll(async () => {
  await productDatabase().$client.end();
  await drop();
});

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000);

function send(body: BodyInit | null, headers: Record<string, string>) {
  // What streams must be told so; TypeScript's DOM does not know it yet.
  const streaming = { duplex: "half" };
  return POST(
    new Request("http://localhost:3000/api/v1/resend/webhooks", {
      method: "POST",
      body,
      headers,
      ...streaming,
    }),
  );
}

/** Sends what the provider would, well signed. */
const say = (body: string, signing: Partial<Parameters<typeof signed>[1]> = {}) =>
  send(body, signed(body, { secret, ...signing }));

const stored = () => db.select().from(mailEvents);

async function expectRefused(answer: Response, status: number) {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({ type: "about:blank", status, title: expect.any(String) });
  expect(answer.status).toBe(status);
  expect(await stored()).toEqual([]);
}

async function expectAnswer(answer: Response, status: "recorded" | "ignored") {
  expect([answer.status, await answer.json()]).toEqual([200, { status }]);
}

describe("what the provider says", () => {
  test.each([
    ["email.sent", "sent"],
    ["email.delivered", "delivered"],
    ["email.delivery_delayed", "delayed"],
    ["email.bounced", "bounced"],
    ["email.complained", "complained"],
    ["email.failed", "failed"],
    ["email.suppressed", "suppressed"],
  ])("by %s is kept as %s, without a word or an address of the mail", async (type, ours) => {
    const messageId = newId();
    const at = minutesFromNow(-3);
    const data = { email_id: "a-mail", tags: { message: messageId, category: "confirm" } };
    await expectAnswer(await say(webhookBody({ type, at, data }), { id: "msg_1" }), "recorded");
    expect(await stored()).toEqual([
      {
        id: "msg_1",
        type: ours,
        messageId,
        providerId: "a-mail",
        bounce: ours === "bounced" ? "permanent" : null,
        at,
        receivedAt: expect.any(Date),
        appliedAt: null,
      },
    ]);
  });

  test.each([
    [{ type: "Permanent", subType: "General" }, "permanent"],
    [{ type: "Transient" }, "transient"],
    [{ type: "Temporary" }, "transient"],
    [{ type: "Undetermined" }, "transient"],
    [{}, "permanent"],
    [null, "permanent"],
    ["?", "permanent"],
  ])("of a bounce as %j is taken for %s", async (bounce, kind) => {
    await say(webhookBody({ type: "email.bounced", data: { bounce } }));
    expect(await stored()).toMatchObject([{ type: "bounced", bounce: kind }]);
  });

  test.each([
    [{ message: "our-id" }],
    [
      [
        { name: "category", value: "x" },
        { name: "message", value: "our-id" },
      ],
    ],
  ])("carries our tag as %j", async (shape) => {
    const messageId = newId();
    const tags = JSON.parse(JSON.stringify(shape).replace("our-id", messageId));
    await expectAnswer(await say(webhookBody({ type: "email.delivered", data: { tags } })), "recorded");
    expect(await stored()).toMatchObject([{ messageId }]);
  });

  test.each([[undefined], [null], [[]], [{}], ["odd"], [[{ name: 1 }]]])(
    "is kept by the provider's id where no tag can be read (%j)",
    async (tags) => {
      const data = { email_id: "a-mail", tags };
      await expectAnswer(await say(webhookBody({ type: "email.delivered", data })), "recorded");
      expect(await stored()).toMatchObject([{ messageId: null, providerId: "a-mail" }]);
    },
  );

  test("is believed about its time within bounds only", async () => {
    const now = Date.now();
    for (const [id, created_at] of Object.entries({
      future: "2099-01-01T00:00:00Z",
      beyond: "+275760-09-13T00:00:00.000Z",
      ancient: "-271821-04-20T00:00:00.000Z",
      unreadable: "yesterday",
      number: 5,
      micros: new Date(now - 5_000).toISOString().replace("Z", "719+00:00"),
    })) {
      const body = webhookBody({ type: "email.delivered", data: { email_id: id } });
      await expectAnswer(await say(JSON.stringify({ ...JSON.parse(body), created_at })), "recorded");
    }
    const times = new Map((await stored()).map(({ providerId, at }) => [providerId, at.getTime() - now]));
    for (const id of ["future", "beyond", "unreadable", "number"])
      expect(Math.abs(times.get(id) ?? Number.NaN), id).toBeLessThan(10_000);
    expect(times.get("micros")).toBe(-5_000);
    expect(times.get("ancient")).toBeCloseTo(-30 * 24 * 3_600_000, -5);
  });
});

describe("a signature", () => {
  const body = webhookBody({ type: "email.delivered" });

  test.each(["svix", "webhook"] as const)("may come in %s-… headers", async (family) => {
    await expectAnswer(await say(body, { family }), "recorded");
  });

  test("may be one of several, as while a secret is changed", async () => {
    const headers = signed(body, { secret });
    const others = "v1,bm90IHRoaXMgb25l v1a,bm9yIHRoaXM= v1 nonsense";
    const several = { ...headers, "svix-signature": `${others} ${headers["svix-signature"]}` };
    await expectAnswer(await send(body, several), "recorded");
  });

  test("counts though other headers beside it do not", async () => {
    const wrong = { "svix-id": "msg_x", "svix-timestamp": "1", "svix-signature": "v1,AAAA" };
    const headers = { ...signed(body, { secret, family: "webhook", id: "msg_y" }), ...wrong };
    await expectAnswer(await send(body, headers), "recorded");
    expect(await stored()).toMatchObject([{ id: "msg_y" }]);
  });

  test.each([-4.9, 4.9])("%d minutes from now is good", async (minutes) => {
    await expectAnswer(await say(body, { at: minutesFromNow(minutes) }), "recorded");
  });

  test.each([-5.1, 5.1, -60])("%d minutes from now is refused", async (minutes) => {
    await expectRefused(await say(body, { at: minutesFromNow(minutes) }), 401);
  });

  const good = () => signed(body, { secret, id: "msg_1" });
  test.each<[string, () => [string, Record<string, string>]]>([
    ["with another secret", () => [body, signed(body, { secret: "whsec_b3RoZXI=" })]],
    ["over another body", () => [`${body} `, good()]],
    ["over another id", () => [body, { ...good(), "svix-id": "msg_2" }]],
    ["over another time", () => [body, { ...good(), "svix-timestamp": String(Date.now() / 1_000 + 9) }]],
    ["of no known version", () => [body, { ...good(), "svix-signature": "v2,AAAA" }]],
    ["that is empty", () => [body, { ...good(), "svix-signature": "" }]],
    ["without its signature", () => [body, { ...good(), "svix-signature": "v1" }]],
    ["at no time", () => [body, { ...good(), "svix-timestamp": "now" }]],
    ["that is missing", () => [body, {}]],
    [
      "split between two families",
      () => [body, { ...signed(body, { secret, family: "webhook" }), "webhook-id": "", "svix-id": "msg_1" }],
    ],
    ["for an id that no index takes", () => [body, signed(body, { secret, id: "x".repeat(3_000) })]],
  ])("%s is refused", async (_name, made) => {
    await expectRefused(await send(...made()), 401);
  });
});

describe("a well-signed body", () => {
  test.each([
    ["{", 400],
    ["", 400],
    ["null", 400],
    ["7", 400],
    ['"text"', 400],
    ["[]", 422],
    ["{}", 422],
    ['{"type":5}', 422],
    ['{"type":"email.delivered"}', 422],
    ['{"type":"email.delivered","data":null}', 422],
    ['{"type":"email.delivered","data":{}}', 422],
    ['{"type":"email.bounced","data":{"email_id":5}}', 422],
    ['{"type":"email.bounced","data":{"email_id":""}}', 422],
    ['{"type":"email.bounced","data":{"email_id":"a\\u0000b"}}', 422],
    ['{"type":"email.bounced","data":{"email_id":"\\ud800"}}', 422],
    [`{"type":"email.bounced","data":{"email_id":"${"x".repeat(101)}"}}`, 422],
    ["[".repeat(60_000), 400],
    [`${"[".repeat(30_000)}${"]".repeat(30_000)}`, 422],
  ])("that says %.60s is answered %i", async (body, status) => {
    await expectRefused(await say(body), status);
  });

  test("that is no UTF-8 is refused", async () => {
    const bytes = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]);
    await expectRefused(await send(bytes, signed(Buffer.from(bytes).toString(), { secret })), 400);
  });

  test.each(["email.opened", "email.clicked", "contact.created", "email.", "", "constructor", "__proto__"])(
    "about %j is ignored",
    async (type) => {
      await expectAnswer(await say(JSON.stringify({ type, data: null })), "ignored");
      expect(await stored()).toEqual([]);
    },
  );

  test.each([{ category: "news" }, { message: "17" }, { message: "" }, { message: "x".repeat(36) }])(
    "about a mail that is tagged %j, and so is not ours, is ignored",
    async (tags) => {
      await expectAnswer(await say(webhookBody({ type: "email.bounced", data: { tags } })), "ignored");
      expect(await stored()).toEqual([]);
    },
  );

  test.each(["text/plain", "application/x-www-form-urlencoded", ""])(
    "may call itself %j: what counts is the signature",
    async (type) => {
      const body = webhookBody({ type: "email.delivered" });
      const { "content-type": _json, ...headers } = signed(body, { secret });
      const bytes = new TextEncoder().encode(body);
      const answer = await send(bytes, type ? { ...headers, "content-type": type } : headers);
      await expectAnswer(answer, "recorded");
    },
  );
});

test("an event that is sent a hundred times at once is recorded once, and each answer says so", async () => {
  const body = webhookBody({ type: "email.delivered" });
  const answers = await Promise.all(Array.from({ length: 100 }, () => say(body, { id: "msg_1" })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await stored()).toHaveLength(1);
});

test("a body of more than 64 KB is refused without reading on", async () => {
  const large = "x".repeat(64 * 1024 + 1);
  await expectRefused(await say(large), 413);
  let asked = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      asked += 1;
      controller.enqueue(new Uint8Array(1_024));
    },
  });
  await expectRefused(await send(endless, signed("", { secret })), 413);
  expect(asked).toBeLessThan(70);
});
