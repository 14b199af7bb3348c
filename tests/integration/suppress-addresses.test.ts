import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { mailEvents, outboxMessages, suppressions } from "@/db/schema";
import { requestSignInLink } from "@/lib/auth/sign-in-link";
import { newId } from "@/lib/ids";
import { applyEventBatch } from "@/lib/jobs/apply-mail-events";
import type { MailEvent } from "@/lib/outbox/mail-event-input";
import { recordMailEvent } from "@/lib/outbox/mail-events";
import { signCampaign } from "@/lib/signatures/sign";
import { canonicalAddress, emailKeyOf } from "@/lib/supporters/address";
import { suppressAddresses } from "@/lib/supporters/suppress";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);
beforeEach(async () => {
  await db.delete(suppressions);
  await db.delete(mailEvents);
  await db.delete(outboxMessages);
});

/** Creates a signature with an enqueued mail, and returns the id of its message. */
async function aMailedSigner(email: string) {
  const campaign = await aCampaign(db);
  const signed = await signCampaign(db, aSigner({ campaign: campaign.slug, email }));
  if (!("signatureId" in signed)) throw new Error("the signature was refused");
  const [message] = await db
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(eq(outboxMessages.subjectId, signed.signatureId));
  if (!message) throw new Error("no mail was enqueued");
  return { messageId: message.id };
}

async function tell(event: Pick<MailEvent, "type" | "messageId"> & Partial<MailEvent>) {
  const bounce = event.type === "bounced" ? "permanent" : null;
  await recordMailEvent(db, { id: newId(), providerId: "a-mail", bounce, at: new Date(), ...event });
  await applyEventBatch(db);
}

/** Returns why an address is suppressed, for any spelling; undefined if it is not. */
async function suppressionOf(address: string) {
  const emailKey = emailKeyOf(canonicalAddress(address) ?? "");
  const [found] = await db.select().from(suppressions).where(eq(suppressions.emailKey, emailKey));
  return found?.reason;
}

describe("an address", () => {
  test.each(["bounced", "complained"] as const)(
    "an address that %s is suppressed in every spelling",
    async (type) => {
      const { messageId } = await aMailedSigner("Ada.Lovelace+petitions@gmail.com");
      await tell({ type, messageId });
      expect(await suppressionOf("adalovelace@googlemail.com")).toBe(type);
      expect(await suppressionOf("ada@gmail.com")).toBeUndefined();
    },
  );

  test("an address with a transient bounce is not suppressed; the bounce is stored", async () => {
    const { messageId } = await aMailedSigner("full@example.org");
    await tell({ type: "bounced", bounce: "transient", messageId });
    expect(await suppressionOf("full@example.org")).toBeUndefined();
    expect(await db.select().from(outboxMessages)).toMatchObject([{ bouncedAt: expect.any(Date) }]);
  });

  test.each(["suppressed", "failed", "delayed", "delivered", "sent"] as const)(
    "is not suppressed because a mail to it was %s",
    async (type) => {
      const { messageId } = await aMailedSigner("bo@example.org");
      await tell({ type, messageId });
      expect(await db.$count(mailEvents)).toBe(1);
      expect(await suppressionOf("bo@example.org")).toBeUndefined();
    },
  );

  test.each([
    [["asked", "bounced"], "bounced"],
    [["bounced", "asked"], "bounced"],
    [["bounced", "complained"], "complained"],
    [["complained", "bounced"], "complained"],
    [["asked", "asked"], "asked"],
  ] as const)("that is suppressed for %j keeps the graver reason", async (reasons, graver) => {
    const email = "cy@example.org";
    await aMailedSigner(email);
    const [supporter] = await db.query.supporters.findMany({
      where: (row) => eq(row.emailKey, emailKeyOf(email)),
    });
    for (const reason of reasons)
      await db.transaction((tx) => suppressAddresses(tx, { supporterIds: [supporter?.id ?? ""], reason }));
    expect(await db.select().from(suppressions)).toHaveLength(1);
    expect(await suppressionOf(email)).toBe(graver);
  });
});

test("all addresses that bounced or complained at the same time are suppressed, and no others", async () => {
  const people = Array.from({ length: 30 }, (_, number) => `bounced.${number}@example.org`);
  for (const [number, email] of people.entries()) {
    const { messageId } = await aMailedSigner(email);
    const [type, bounce] = number % 2 ? (["bounced", "permanent"] as const) : (["complained", null] as const);
    await recordMailEvent(db, { id: newId(), type, bounce, messageId, providerId: email, at: new Date() });
  }
  await aMailedSigner("kept@example.org");
  await Promise.all([applyEventBatch(db), applyEventBatch(db), applyEventBatch(db)]);
  expect(await db.$count(suppressions)).toBe(people.length);
  expect(await suppressionOf("kept@example.org")).toBeUndefined();
});

test("a bounce of or complaint about a sign-in mail suppresses no address", async () => {
  const member = await aStaffMember(db, { email: "olga@example.org" });
  await aMailedSigner("olga@example.org");
  await db.delete(outboxMessages);
  await requestSignInLink(db, { email: member.email, now: new Date() });
  const [message] = await db.select().from(outboxMessages);
  expect(message?.topic).toBe("staff.sign-in-requested");
  const messageId = message?.id ?? "";
  await tell({ type: "bounced", messageId });
  await tell({ type: "complained", messageId });
  expect(await db.select().from(outboxMessages)).toMatchObject([{ bouncedAt: expect.any(Date) }]);
  expect(await db.$count(suppressions)).toBe(0);
});

test("the bounce of a mail about a deleted signature is stored and suppresses no address", async () => {
  const { messageId } = await aMailedSigner("deleted@example.org");
  await db.update(outboxMessages).set({ subjectId: newId() });
  await tell({ type: "bounced", messageId });
  expect(await db.$count(suppressions)).toBe(0);
  expect(await db.select().from(outboxMessages)).toMatchObject([{ bouncedAt: expect.any(Date) }]);
});
