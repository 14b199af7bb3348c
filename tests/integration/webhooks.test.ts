import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { mailEvents } from "@/db/schema";
import { newId } from "@/lib/ids";
import { secret, webhookRoute } from "../support/webhook-route";
import { signedHeaders, webhookBody } from "../support/webhooks";

const route = await webhookRoute();
const { db, send, sendSigned, stored, expectRefused, expectAnswer } = route;
beforeEach(async () => {
  await db.delete(mailEvents);
});
afterAll(route.close);

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000);

describe("an event from the provider", () => {
  test.each([
    ["email.sent", "sent"],
    ["email.delivered", "delivered"],
    ["email.delivery_delayed", "delayed"],
    ["email.bounced", "bounced"],
    ["email.complained", "complained"],
    ["email.failed", "failed"],
    ["email.suppressed", "suppressed"],
  ])("of type %s is stored as %s, without text or address of the mail", async (type, ours) => {
    const messageId = newId();
    const at = minutesFromNow(-3);
    const data = { email_id: "a-mail", tags: { message: messageId, category: "confirm" } };
    await expectAnswer(await sendSigned(webhookBody({ type, at, data }), { id: "msg_1" }), "recorded");
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
  ])("with the bounce %j counts as %s", async (bounce, kind) => {
    await sendSigned(webhookBody({ type: "email.bounced", data: { bounce } }));
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
  ])("may have our tag as %j", async (shape) => {
    const messageId = newId();
    const tags = JSON.parse(JSON.stringify(shape).replace("our-id", messageId));
    await expectAnswer(
      await sendSigned(webhookBody({ type: "email.delivered", data: { tags } })),
      "recorded",
    );
    expect(await stored()).toMatchObject([{ messageId }]);
  });

  test.each([[undefined], [null], [[]], [{}], ["odd"], [[{ name: 1 }]]])(
    "is kept by the provider's id where no tag can be read (%j)",
    async (tags) => {
      const data = { email_id: "a-mail", tags };
      await expectAnswer(await sendSigned(webhookBody({ type: "email.delivered", data })), "recorded");
      expect(await stored()).toMatchObject([{ messageId: null, providerId: "a-mail" }]);
    },
  );

  test("has a time within the last 30 days, whatever the provider's clock says", async () => {
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
      await expectAnswer(await sendSigned(JSON.stringify({ ...JSON.parse(body), created_at })), "recorded");
    }
    const times = new Map((await stored()).map(({ providerId, at }) => [providerId, at.getTime() - now]));
    for (const id of ["future", "beyond", "unreadable", "number"])
      expect(Math.abs(times.get(id) ?? Number.NaN), id).toBeLessThan(10_000);
    expect(times.get("micros")).toBe(-5_000);
    expect(times.get("ancient")).toBeCloseTo(-30 * 24 * 3_600_000, -5);
  });
});

describe("a correctly signed body", () => {
  const mail = (email_id: string) => JSON.stringify({ type: "email.bounced", data: { email_id } });

  test.each([
    ["of half an object", "{", 400],
    ["of nothing", "", 400],
    ["of null", "null", 400],
    ["of a number", "7", 400],
    ["of a text", '"text"', 400],
    ["of ever deeper lists", "[".repeat(60_000), 400],
    ["of deep lists", `${"[".repeat(30_000)}${"]".repeat(30_000)}`, 422],
    ["of an empty list", "[]", 422],
    ["without a type", "{}", 422],
    ["of a type that is no text", '{"type":5}', 422],
    ["without a mail", '{"type":"email.delivered"}', 422],
    ["about no mail", '{"type":"email.delivered","data":null}', 422],
    ["about a mail without an id", '{"type":"email.delivered","data":{}}', 422],
    ["about a mail whose id is a number", '{"type":"email.bounced","data":{"email_id":5}}', 422],
    ["about a mail whose id is empty", mail(""), 422],
    ["about a mail whose id PostgreSQL refuses", mail("a\u0000b"), 422],
    ["about a mail whose id is half a character", mail("\ud800"), 422],
    ["about a mail whose id is too long", mail("x".repeat(101)), 422],
  ])("%s is refused", async (_name, body, status) => {
    await expectRefused(await sendSigned(body), status);
  });

  test("a body that is not UTF-8 is refused", async () => {
    const bytes = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]);
    await expectRefused(await send(bytes, signedHeaders(Buffer.from(bytes).toString(), { secret })), 400);
  });

  test.each(["email.opened", "email.clicked", "contact.created", "email.", "", "constructor", "__proto__"])(
    "about %j is ignored",
    async (type) => {
      await expectAnswer(await sendSigned(JSON.stringify({ type, data: null })), "ignored");
      expect(await stored()).toEqual([]);
    },
  );

  test.each([{ category: "news" }, { message: "17" }, { message: "" }, { message: "x".repeat(36) }])(
    "about a mail that is tagged %j, and so is not ours, is ignored",
    async (tags) => {
      await expectAnswer(await sendSigned(webhookBody({ type: "email.bounced", data: { tags } })), "ignored");
      expect(await stored()).toEqual([]);
    },
  );

  test.each(["text/plain", "application/x-www-form-urlencoded", ""])(
    "may call itself %j: what counts is the signature",
    async (type) => {
      const body = webhookBody({ type: "email.delivered" });
      const { "content-type": _json, ...headers } = signedHeaders(body, { secret });
      const bytes = new TextEncoder().encode(body);
      const answer = await send(bytes, type ? { ...headers, "content-type": type } : headers);
      await expectAnswer(answer, "recorded");
    },
  );
});

test("an event that is sent a hundred times concurrently is stored once, and each request is accepted", async () => {
  const body = webhookBody({ type: "email.delivered" });
  const answers = await Promise.all(Array.from({ length: 100 }, () => sendSigned(body, { id: "msg_1" })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await stored()).toHaveLength(1);
});

test("a body of more than 64 KB is refused without reading the rest", async () => {
  const large = "x".repeat(64 * 1024 + 1);
  await expectRefused(await sendSigned(large), 413);
  let asked = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      asked += 1;
      controller.enqueue(new Uint8Array(1_024));
    },
  });
  await expectRefused(await send(endless, signedHeaders("", { secret })), 413);
  expect(asked).toBeLessThan(70);
});
