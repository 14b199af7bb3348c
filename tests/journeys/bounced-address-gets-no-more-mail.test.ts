import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { outboxMessages, suppressions } from "@/db/schema";
import { emailKeyOf } from "@/lib/supporters/address";
import { appDatabase } from "../support/app-database";
import { aCampaign } from "../support/factories";
import { listMailsTo } from "../support/mailbox";
import { post, signByApi } from "../support/public-api";

const POLL = { timeout: 15_000, interval: 100 };

test("an address that bounced gets no more mail, and signing with it gets the usual response", async () => {
  const db = appDatabase();
  const email = "bounced.by.her.server@example.org";
  await signByApi({ email });
  const emailKey = emailKeyOf(email);
  await vi.waitFor(
    async () => expect(await db.$count(suppressions, eq(suppressions.emailKey, emailKey))).toBe(1),
    POLL,
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
