import { afterAll, expect, test } from "vitest";
import { mailBatches, outboxMessages, supporters } from "@/db/schema";
import { seal } from "@/lib/crypto";
import { sealRounds, sendRounds } from "@/lib/jobs/deliver-mail";
import { signCampaign } from "@/lib/signatures/sign";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

test("a worker with another APP_SECRET than the site reports an error and keeps all mails queued", async () => {
  const campaign = await aCampaign(db);
  await signCampaign(db, aSigner({ campaign: campaign.slug }));
  const [supporter] = await db.select().from(supporters);
  if (!supporter) throw new Error("no supporter was stored");
  const otherCipher = seal("another secret", "ada@example.org", supporter.id);
  await db.update(supporters).set({ emailCipher: otherCipher });
  const round = sealRounds(db);
  await expect(round()).rejects.toThrow("APP_SECRET");
  expect(await db.select().from(outboxMessages)).toMatchObject([{ failedAt: null, batchId: null }]);

  await db.update(supporters).set({ emailCipher: supporter.emailCipher });
  await round();
  expect(await db.$count(mailBatches)).toBe(1);

  await db.update(supporters).set({ emailCipher: otherCipher });
  const send = sendRounds(db, new AbortController().signal);
  await expect(send()).rejects.toThrow("APP_SECRET");
  expect(await db.select().from(mailBatches)).toMatchObject([{ attempts: 0, leaseToken: null }]);
});
