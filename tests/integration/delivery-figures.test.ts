import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { deliveryFigures, outboxMessages, signatures } from "@/db/schema";
import { measure } from "@/lib/jobs/repeating-tasks";
import { listDeliveryFigures, listLaggingMailboxes } from "@/lib/reporting/delivery-figures";
import { mailboxSql } from "@/lib/reporting/delivery-sql";
import { mailboxProvider } from "@/lib/reporting/mailbox-providers";
import { measureDelivery } from "@/lib/reporting/measure-delivery";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";
import { after, ago, type Campaign, DAY, MINUTE, now, outboxFactories } from "../support/outbox-factories";

const { db, drop } = await aDatabase();
const { aSignature, aMail } = outboxFactories(db);
afterAll(drop);
beforeEach(async () => {
  await db.delete(outboxMessages);
  await db.delete(deliveryFigures);
});

async function measured(campaign: Campaign) {
  expect(await measureDelivery(db, { now })).toBe(true);
  return listDeliveryFigures(db, campaign.id);
}

test("lists delivery steps and medians by mailbox provider", async () => {
  const campaign = await aCampaign(db);
  for (const seconds of [2, 4, 60]) {
    const signature = await aSignature(campaign, { confirmedAfter: seconds * 10 });
    const sentAt = after(signature.signedAt, 1);
    await aMail(signature, { sentAt, deliveredAt: after(signature.signedAt, seconds) });
  }
  const unreported = await aSignature(campaign);
  await aMail(unreported, { sentAt: after(unreported.signedAt, 1) });
  await aMail(await aSignature(campaign));
  const bounced = await aSignature(campaign, { domain: "hotmail.com" });
  await aMail(bounced, { sentAt: after(bounced.signedAt, 1), bouncedAt: after(bounced.signedAt, 2) });

  expect(await measured(campaign)).toEqual([
    {
      ...{ mailbox: "gmail", signed: 5, sent: 4, delivered: 3, bounced: 0, confirmed: 3 },
      ...{ medianDeliverySeconds: 4, medianConfirmationSeconds: 40, measuredAt: now },
    },
    {
      ...{ mailbox: "outlook", signed: 1, sent: 1, delivered: 0, bounced: 1, confirmed: 0 },
      ...{ medianDeliverySeconds: null, medianConfirmationSeconds: null, measuredAt: now },
    },
  ]);
});

test("a signature with several mails counts once", async () => {
  const campaign = await aCampaign(db);
  const signature = await aSignature(campaign, { confirmedAfter: 90_000 });
  const at = signature.signedAt;
  await aMail(signature, { sentAt: after(at, 1), bouncedAt: after(at, 5) });
  await aMail(signature, {
    topic: "signature.reminder-due",
    sentAt: after(at, 86_400),
    deliveredAt: after(at, 86_410),
  });
  expect(await measured(campaign)).toMatchObject([
    { signed: 1, sent: 1, delivered: 1, bounced: 0, confirmed: 1, medianDeliverySeconds: 86_410 },
  ]);
});

test("the later of a bounce and a delivery decides", async () => {
  const [bouncedLast, deliveredLast] = [await aCampaign(db), await aCampaign(db)];
  const [early, late] = [ago(60 * MINUTE), ago(59 * MINUTE)];
  await aMail(await aSignature(bouncedLast), { sentAt: early, deliveredAt: early, bouncedAt: late });
  await aMail(await aSignature(deliveredLast), { sentAt: early, bouncedAt: early, deliveredAt: late });
  expect(await measured(bouncedLast)).toMatchObject([{ sent: 1, delivered: 0, bounced: 1 }]);
  expect(await measured(deliveredLast)).toMatchObject([{ sent: 1, delivered: 1, bounced: 0 }]);
});

test("mails on other topics are not in the funnel", async () => {
  const campaign = await aCampaign(db);
  const signature = await aSignature(campaign);
  await aMail(signature, { topic: "signature.repeated", sentAt: now, deliveredAt: now });
  expect(await measured(campaign)).toMatchObject([{ signed: 1, sent: 0, delivered: 0 }]);
});

test("the funnel covers seven days of one campaign", async () => {
  const [campaign, other] = [await aCampaign(db), await aCampaign(db)];
  await aSignature(campaign, { at: ago(7 * DAY + MINUTE), confirmedAfter: 60 });
  await aSignature(campaign, { at: ago(7 * DAY - MINUTE) });
  await aSignature(other, { domain: "icloud.com" });
  expect(await measured(campaign)).toMatchObject([{ mailbox: "gmail", signed: 1, confirmed: 0 }]);
  expect(await listDeliveryFigures(db, other.id)).toMatchObject([{ mailbox: "icloud", signed: 1 }]);
});

test("a new measurement replaces the previous one", async () => {
  const campaign = await aCampaign(db);
  await aSignature(campaign, { domain: "yahoo.com" });
  expect(await measured(campaign)).toMatchObject([{ mailbox: "yahoo" }]);
  await db.delete(signatures).where(eq(signatures.campaignId, campaign.id));
  expect(await measured(campaign)).toEqual([]);
});

test("concurrent measurements store one set of figures", async () => {
  const campaign = await aCampaign(db);
  await aSignature(campaign);
  const results = await Promise.all(Array.from({ length: 5 }, () => measureDelivery(db, { now })));
  expect(results).toContain(true);
  expect(await listDeliveryFigures(db, campaign.id)).toHaveLength(1);
});

test("measuring rests at least five seconds, and 20 times as long as it took", async () => {
  const clock = vi.spyOn(performance, "now");
  const restAfter = (tookMs: number) => {
    clock.mockReturnValueOnce(0).mockReturnValueOnce(tookMs);
    return measure(async () => {});
  };
  expect([await restAfter(10), await restAfter(1_000)]).toEqual([5_000, 20_000]);
  clock.mockRestore();
});

test("PostgreSQL and JavaScript agree on the mailbox provider", async () => {
  const domains = [
    "gmail.com",
    "live.com.mx",
    "live.example.org",
    "yahoo.co.uk",
    "me.com",
    "gmx.de",
    "msn.com",
  ];
  const rows = await db.execute<{ domain: string; mailbox: string }>(
    sql`select domain, ${mailboxSql(sql`domain`)} as mailbox from unnest(${sql.param(domains)}::text[]) as domain`,
  );
  expect(rows.map(({ domain, mailbox }) => [domain, mailbox])).toEqual(
    domains.map((domain) => [domain, mailboxProvider(domain)]),
  );
});

/** Creates `size` signatures with addresses of one provider, of which `confirm` are confirmed. */
async function signaturesFrom(
  campaign: Campaign,
  { size, confirm, ...rest }: { size: number; confirm: number; domain: string; at?: Date },
) {
  for (let index = 0; index < size; index += 1)
    await aSignature(campaign, { ...rest, confirmedAfter: index < confirm ? 120 : undefined });
}

test("warns of a lagging mailbox provider, but not because of recent signatures", async () => {
  const [lagging, recent] = [await aCampaign(db), await aCampaign(db)];
  for (const campaign of [lagging, recent])
    await signaturesFrom(campaign, { size: 40, confirm: 36, domain: "gmail.com" });
  await signaturesFrom(lagging, { size: 40, confirm: 8, domain: "outlook.com" });
  await signaturesFrom(recent, { size: 20, confirm: 8, domain: "outlook.com" });
  await signaturesFrom(recent, { size: 20, confirm: 0, domain: "outlook.com", at: ago(5 * MINUTE) });

  const warningsFor = async (campaign: Campaign) =>
    listLaggingMailboxes(db, { campaignId: campaign.id, figures: await measured(campaign) });
  expect(await warningsFor(lagging)).toMatchObject([
    { mailbox: "outlook", signed: 40, rate: 0.2, othersRate: 0.9 },
  ]);
  expect(await warningsFor(recent)).toEqual([]);
});
