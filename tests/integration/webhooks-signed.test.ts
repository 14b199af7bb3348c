import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { mailEvents } from "@/db/schema";
import { secret, webhookRoute } from "../support/webhook-route";
import { signedHeaders, webhookBody } from "../support/webhooks";

const route = await webhookRoute();
const { db, send, sendSigned, stored, expectRefused, expectAnswer } = route;
beforeEach(async () => {
  await db.delete(mailEvents);
});
afterAll(route.close);

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000);

describe("a signature", () => {
  const body = webhookBody({ type: "email.delivered" });

  test.each(["svix", "webhook"] as const)("may be in %s-… headers", async (family) => {
    await expectAnswer(await sendSigned(body, { family }), "recorded");
  });

  test("may be one of several, as during a change of the secret", async () => {
    const headers = signedHeaders(body, { secret });
    const others = "v1,bm90IHRoaXMgb25l v1a,bm9yIHRoaXM= v1 nonsense";
    const several = { ...headers, "svix-signature": `${others} ${headers["svix-signature"]}` };
    await expectAnswer(await send(body, several), "recorded");
  });

  test("is accepted next to other headers that are not valid", async () => {
    const wrong = { "svix-id": "msg_x", "svix-timestamp": "1", "svix-signature": "v1,AAAA" };
    const headers = { ...signedHeaders(body, { secret, family: "webhook", id: "msg_y" }), ...wrong };
    await expectAnswer(await send(body, headers), "recorded");
    expect(await stored()).toMatchObject([{ id: "msg_y" }]);
  });

  test.each([-4.9, 4.9])("%d minutes from now is accepted", async (minutes) => {
    await expectAnswer(await sendSigned(body, { at: minutesFromNow(minutes) }), "recorded");
  });

  test.each([-5.1, 5.1, -60])("%d minutes from now is refused", async (minutes) => {
    await expectRefused(await sendSigned(body, { at: minutesFromNow(minutes) }), 401);
  });

  const good = () => signedHeaders(body, { secret, id: "msg_1" });
  test.each<[string, () => [string, Record<string, string>]]>([
    ["with another secret", () => [body, signedHeaders(body, { secret: "whsec_b3RoZXI=" })]],
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
      () => [
        body,
        { ...signedHeaders(body, { secret, family: "webhook" }), "webhook-id": "", "svix-id": "msg_1" },
      ],
    ],
    ["for an id that no index takes", () => [body, signedHeaders(body, { secret, id: "x".repeat(3_000) })]],
  ])("%s is refused", async (_name, made) => {
    await expectRefused(await send(...made()), 401);
  });
});
