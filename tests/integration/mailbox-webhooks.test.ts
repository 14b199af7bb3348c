import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Resend } from "resend";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type RunningMailbox, startMailbox } from "@/scripts/mailbox/server";
import { startWebhookReceiver } from "../support/webhook-receiver";

const SOON = { timeout: 15_000, interval: 20 };

let directory: string;
let mailbox: RunningMailbox;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "mailbox-"));
  receiver = await startWebhookReceiver();
  mailbox = await start();
});

afterEach(async () => {
  await mailbox.stop();
  await receiver.close();
  await rm(directory, { recursive: true });
});

const start = () => startMailbox({ directory, webhooks: receiver.target });
const resend = () => new Resend("re_anything", { baseUrl: mailbox.url });

const aMail = (to = "ada@example.org") => ({
  from: "Groundswell <petitions@example.org>",
  to,
  subject: "Confirm your signature",
  text: "Here is your link.",
  tags: [{ name: "message", value: "0199-abc" }],
});

const someMails = (count: number) =>
  Array.from({ length: count }, (_, n) => aMail(`reader-${n}@example.org`));

const heard = (count: number) =>
  vi.waitFor(() => expect(receiver.received.length).toBeGreaterThanOrEqual(count), SOON);

async function planFaults(plan: Record<string, number>) {
  await fetch(`${mailbox.url}/_faults`, { method: "POST", body: JSON.stringify(plan) });
}

async function lastEvent(id = "") {
  return (await resend().emails.get(id)).data?.last_event;
}

test("the events of a mail are sent in Resend's format, signed and in order", async () => {
  const { data } = await resend().emails.send(aMail());
  await heard(2);
  const [sent, delivered] = receiver.received;
  expect(sent).toMatchObject({
    type: "email.sent",
    data: {
      email_id: data?.id,
      from: "Groundswell <petitions@example.org>",
      to: ["ada@example.org"],
      subject: "Confirm your signature",
      tags: { message: "0199-abc" },
    },
  });
  expect(delivered).toMatchObject({ type: "email.delivered", data: { email_id: data?.id } });
  expect(delivered?.id).not.toBe(sent?.id);
  const tookMs = Date.parse(delivered?.created_at ?? "") - Date.parse(sent?.created_at ?? "");
  expect(tookMs).toBeGreaterThanOrEqual(200);
  expect(tookMs).toBeLessThanOrEqual(800);
});

test("the address determines the events of a mail", async () => {
  const eventsByAddress = {
    "bounced-7@example.org": ["sent", "bounced"],
    "Bo Unced <Bounced@example.org>": ["sent", "bounced"],
    "delayed@example.org": ["sent", "delivery_delayed", "delivered"],
    "complained@example.org": ["sent", "delivered", "complained"],
    "suppressed@example.org": ["sent", "suppressed"],
    "failed@example.org": ["sent", "failed"],
    "ada.bounced@example.org": ["sent", "delivered"],
  };
  const { data } = await resend().batch.send(Object.keys(eventsByAddress).map((to) => aMail(to)));
  await heard(Object.values(eventsByAddress).flat().length);
  for (const [index, [to, events]] of Object.entries(eventsByAddress).entries()) {
    expect(receiver.listTypes(to), to).toEqual(events.map((name) => `email.${name}`));
    expect(await lastEvent(data?.data[index]?.id), to).toBe(events.at(-1));
  }
});

test("a bounce is permanent", async () => {
  await resend().emails.send(aMail("bounced@example.org"));
  await heard(2);
  expect(receiver.received[1]?.data.bounce).toEqual({
    type: "Permanent",
    subType: expect.any(String),
    message: expect.any(String),
    diagnosticCode: [expect.any(String)],
  });
});

describe("a webhook that is not accepted", () => {
  test("is sent again with the same id and a new timestamp", async () => {
    receiver.setStatus(500);
    await resend().emails.send(aMail());
    await heard(2);
    receiver.setStatus(204);
    await heard(4);
    await pause(1_500);
    expect(receiver.received).toHaveLength(4);
    for (const type of ["email.sent", "email.delivered"]) {
      const [first, again] = receiver.received.filter((one) => one.type === type);
      expect(again?.id).toBe(first?.id);
      expect(Number(again?.timestamp)).toBeGreaterThan(Number(first?.timestamp));
      expect((again?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(950);
    }
  });

  test("does not follow redirects", async () => {
    receiver.setStatus(302);
    await resend().emails.send(aMail());
    await heard(2);
    receiver.setStatus(200);
    await heard(4);
  });
});

test("many webhooks are sent a few at a time", async () => {
  receiver.setDelay(2);
  await resend().batch.send(someMails(100));
  await heard(200);
  expect(receiver.maxConcurrent()).toBeGreaterThan(1);
  expect(receiver.maxConcurrent()).toBeLessThanOrEqual(8);
});

test("after a restart the latest events are sent again with the same ids", async () => {
  await resend().emails.send(aMail("delayed@example.org"));
  await heard(1);
  await mailbox.stop();
  mailbox = await start();
  await heard(4);
  const [first, again] = receiver.received.filter(({ type }) => type === "email.sent");
  expect(again?.id).toBe(first?.id);
  expect(again?.created_at).toBe(first?.created_at);
  expect(receiver.listTypes("delayed@example.org").slice(1)).toEqual([
    "email.sent",
    "email.delivery_delayed",
    "email.delivered",
  ]);
});

test("an emptied mailbox sends no more events", async () => {
  await resend().emails.send(aMail());
  await fetch(`${mailbox.url}/emails`, { method: "DELETE", headers: { authorization: "Bearer x" } });
  await pause(1_000);
  expect(receiver.listTypes("ada@example.org")).not.toContain("email.delivered");
});

describe("simulated faults", () => {
  test("webhooks can be sent twice", async () => {
    await planFaults({ webhooksTwice: 1 });
    await resend().emails.send(aMail());
    await heard(4);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(2);
  });

  test("webhooks can be sent in reverse order", async () => {
    await planFaults({ webhooksShuffled: 1 });
    await resend().emails.send(aMail());
    await heard(2);
    expect(receiver.listTypes("ada@example.org")).toEqual(["email.delivered", "email.sent"]);
  });

  test("webhooks can be delayed and keep the time of their event", async () => {
    await planFaults({ webhooksLate: 3_000, seed: 4 });
    await resend().batch.send(someMails(20));
    await heard(40);
    const late = receiver.received.map(
      ({ timestamp, created_at }) => Number(timestamp) * 1_000 - Date.parse(created_at),
    );
    expect(Math.max(...late)).toBeGreaterThan(1_500);
    expect(Math.min(...late)).toBeLessThan(1_000);
  });
});

test("sending requests are logged with their times and Retry-After", async () => {
  await planFaults({ tooMany: 0.5, droppedAnswer: 0.2, seed: 3 });
  for (let call = 0; call < 24; call++) await resend().emails.send(aMail());
  const { data } = await (await fetch(`${mailbox.url}/_calls`)).json();
  expect(data).toHaveLength(24);
  const statuses = new Set(data.map(({ status }: { status: number | null }) => status));
  expect(statuses).toEqual(new Set([200, 429, null]));
  const waits = new Set();
  for (const [index, call] of data.entries()) {
    expect(call.answeredAt).toBeGreaterThanOrEqual(call.arrivedAt);
    if (index > 0) expect(call.arrivedAt).toBeGreaterThanOrEqual(data[index - 1].answeredAt);
    if (call.status === 429) waits.add(call.retryAfter);
    else expect(call.retryAfter).toBeNull();
  }
  expect(waits).toEqual(new Set([1, 2]));
});
