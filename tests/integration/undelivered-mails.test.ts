import { afterAll, beforeEach, expect, test } from "vitest";
import { outboxMessages } from "@/db/schema";
import { listUnsentReasons } from "@/lib/reporting/list-unsent-reasons";
import { listUndelivered } from "@/lib/reporting/undelivered-mails";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";
import {
  after,
  ago,
  DAY,
  type MessageFields,
  MINUTE,
  now,
  outboxFactories,
} from "../support/outbox-factories";

const { db, drop } = await aDatabase();
const { aSignature, aMail } = outboxFactories(db);
afterAll(drop);
beforeEach(() => db.delete(outboxMessages));

test("lists undelivered mails, latest first, without personal data", async () => {
  const [campaign, other] = [await aCampaign(db), await aCampaign(db)];
  const at = ago(60 * MINUTE);
  const fates: [string, MessageFields][] = [
    ["arrived-after-all.example", { bouncedAt: after(at, 1), deliveredAt: after(at, 60) }],
    ["arrived.example", { deliveredAt: after(at, 2) }],
    ["ymail.com", { delayedAt: after(at, 10) }],
    ["late-but-there.example", { delayedAt: after(at, 10), deliveredAt: after(at, 99) }],
    ["outlook.com", { bouncedAt: after(at, 20) }],
    ["gmail.com", { deliveredAt: after(at, 2), complainedAt: after(at, 30) }],
    ["confirmed-meanwhile.example", { failedAt: after(at, 50), failure: "confirmed already, or withdrawn" }],
    ["nowhere.example", { failedAt: after(at, 40), failure: "invalid `to` field" }],
  ];
  for (const [domain, fate] of fates) await aMail(await aSignature(campaign, { domain, at }), fate);
  await aMail(await aSignature(other, { at }), { bouncedAt: after(at, 1) });
  const old = await aSignature(campaign, { at: ago(8 * DAY) });
  await aMail(old, { bouncedAt: after(old.signedAt, 1) });

  const listed = await listUndelivered(db, { campaignId: campaign.id, now, limit: 20 });
  expect(listed.map(({ id, ...rest }) => rest)).toEqual([
    {
      at: after(at, 40),
      trouble: "failed",
      failure: "invalid `to` field",
      mailbox: "other",
      locale: "es",
    },
    { at: after(at, 30), trouble: "complained", failure: null, mailbox: "gmail", locale: "es" },
    { at: after(at, 20), trouble: "bounced", failure: null, mailbox: "outlook", locale: "es" },
    { at: after(at, 10), trouble: "delayed", failure: null, mailbox: "yahoo", locale: "es" },
  ]);
  expect(await listUndelivered(db, { campaignId: campaign.id, now, limit: 2 })).toHaveLength(2);
});

test("counts the reasons for unsent mails of one day", async () => {
  const campaign = await aCampaign(db);
  const [signature, older] = [
    await aSignature(campaign, { at: ago(MINUTE) }),
    await aSignature(campaign, { at: ago(2 * DAY) }),
  ];
  for (const failure of ["too many", "too many", "unreadable"])
    await aMail(signature, { failedAt: now, failure });
  await aMail(signature, { sentAt: now });
  await aMail(older, { failedAt: now, failure: "unreadable" });
  expect(await listUnsentReasons(db, { now })).toEqual([
    { failure: "too many", mails: 2 },
    { failure: "unreadable", mails: 1 },
  ]);
});
