import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { campaignSurges, hourTallies, minuteTallies, outboxMessages } from "@/db/schema";
import { listAlertRecipientIds } from "@/lib/auth/alert-recipients";
import { renderers } from "@/lib/jobs/render-messages";
import { recordSurges } from "@/lib/reporting/surges";
import { aDatabase } from "../support/database";
import { aCampaign, aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

const now = new Date();
const HOUR_MS = 3_600_000;
const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000 - 5 * 60_000);
const hourAgo = (hours: number) => new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS - hours * HOUR_MS);

const check = () => recordSurges(db, { now, listRecipientIds: listAlertRecipientIds });
const mailsAbout = (campaignId: string) =>
  db.select().from(outboxMessages).where(eq(outboxMessages.subjectId, campaignId));

test("a surge enqueues one mail per staff member, even with several workers", async () => {
  const ana = await aStaffMember(db, { email: "ana@example.org", role: "analyst" });
  const olu = await aStaffMember(db, { email: "olu@example.org", role: "owner" });
  const campaign = await aCampaign(db);
  await db.insert(minuteTallies).values({ campaignId: campaign.id, minute, confirmed: 140 });
  await Promise.all([check(), check(), check(), check()]);
  await check();
  const mails = await mailsAbout(campaign.id);
  expect(mails.map(({ payload }) => payload.userId).sort()).toEqual([ana.id, olu.id].sort());
  expect(await db.select().from(campaignSurges)).toMatchObject([{ campaignId: campaign.id, confirmed: 140 }]);

  const messages = mails.map(({ id, topic, payload, priority, createdAt }) => ({
    id,
    topic,
    payload,
    priority,
    requestedAt: createdAt,
  }));
  const rendered = await db.transaction(async (tx) => renderers["campaign.took-off"]?.(tx, messages, now));
  for (const mail of rendered?.values() ?? []) {
    if ("noMail" in mail) throw new Error(mail.noMail);
    expect(mail.text).toContain("140 signatures");
    expect(mail.text).toContain(`/staff/campaigns/${campaign.slug}`);
  }
  expect(rendered?.size).toBe(2);
});

test("less than 100 signatures in the window, or a campaign's usual rate, is not a surge", async () => {
  const quiet = await aCampaign(db);
  const busy = await aCampaign(db, { opensAt: hourAgo(400), publishedAt: hourAgo(400) });
  await db.insert(minuteTallies).values([
    { campaignId: quiet.id, minute, confirmed: 99 },
    { campaignId: busy.id, minute, confirmed: 400 },
  ]);
  const week = Array.from({ length: 168 }, (_, index) => hourAgo(index + 2));
  await db.insert(hourTallies).values(week.map((hour) => ({ campaignId: busy.id, hour, confirmed: 300 })));
  await check();
  expect(await mailsAbout(quiet.id)).toEqual([]);
  expect(await mailsAbout(busy.id)).toEqual([]);

  await db.update(minuteTallies).set({ confirmed: 1_600 }).where(eq(minuteTallies.campaignId, busy.id));
  await check();
  expect((await mailsAbout(busy.id)).length).toBeGreaterThan(0);
});
