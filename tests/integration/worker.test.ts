import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, isNull } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { hourTallies, mailBatches, sessions, signatures, verificationTokens } from "@/db/schema";
import { purgeExpiredSignIns, requestSignInLink } from "@/lib/auth/sign-in-link";
import { startWorker } from "@/lib/jobs/worker";
import { confirmByToken } from "@/lib/signatures/confirm";
import { signCampaign } from "@/lib/signatures/sign";
import { startMailbox } from "@/scripts/mailbox/server";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember } from "../support/factories";

const SOON = { timeout: 15_000, interval: 50 };

const { db, drop } = await aDatabase();
const received: { id: string; to: string[]; subject: string }[] = [];
const mailbox = await startMailbox({
  directory: await mkdtemp(join(tmpdir(), "mailbox-")),
  onAccepted: [(mail) => received.push(mail)],
});
process.env.RESEND_BASE_URL = mailbox.url;
const worker = await startWorker();
afterAll(async () => {
  await mailbox.stop();
  await drop();
});

async function textOf(id: string): Promise<string> {
  const response = await fetch(`${mailbox.url}/emails/${id}`, {
    headers: { authorization: "Bearer reader" },
  });
  const { text } = await response.json();
  return text;
}

test("a signer gets the confirmation mail in their language, with a link that confirms", async () => {
  const campaign = await aCampaign(db);
  await signCampaign(db, aSigner({ campaign: campaign.slug, email: "ada@example.org", locale: "es" }));
  await vi.waitFor(() => expect(received).toHaveLength(1), SOON);
  const [mail] = received;
  expect(mail).toMatchObject({
    to: ["ada@example.org"],
    subject: expect.stringMatching(/^Confirma tu firma: /),
  });
  const text = await textOf(mail?.id ?? "");
  expect(text).toMatch(/^\d{6}$/m);
  const [, token = ""] = /http:\/\/localhost:3000\/es\/confirm\/(\S+)/.exec(text) ?? [];
  const confirmed = await confirmByToken(db, { token, now: new Date() });
  expect(confirmed).toMatchObject({ outcome: "confirmed", campaign: campaign.slug });
  await vi.waitFor(
    async () =>
      expect(await db.select().from(hourTallies)).toMatchObject([{ campaignId: campaign.id, confirmed: 1 }]),
    SOON,
  );
});

test("a member of staff gets a link that signs them in", async () => {
  const member = await aStaffMember(db, { email: "editor@example.org" });
  received.length = 0;
  await requestSignInLink(db, { email: member.email, now: new Date() });
  expect(await db.$count(verificationTokens)).toBe(1);
  await vi.waitFor(() => expect(received).toMatchObject([{ to: [member.email] }]), SOON);
  expect(await textOf(received[0]?.id ?? "")).toMatch(/http:\/\/localhost:3000\/en\/staff\/sign-in\/\S+/);
});

test("sign-in links and sessions are purged once they have expired, and not before", async () => {
  for (const table of [sessions, verificationTokens]) await db.delete(table);
  const { id: userId, email: identifier } = await aStaffMember(db);
  const now = new Date();
  const later = new Date(now.getTime() + 1);
  const ends = [
    { name: "over", expires: now },
    { name: "live", expires: later },
  ];
  await db
    .insert(sessions)
    .values(ends.map(({ name, expires }) => ({ sessionToken: name, userId, expires })));
  await db
    .insert(verificationTokens)
    .values(ends.map(({ name, expires }) => ({ token: name, identifier, expires })));
  await purgeExpiredSignIns(db, { now });
  expect(await db.select().from(sessions)).toMatchObject([{ sessionToken: "live" }]);
  expect(await db.select().from(verificationTokens)).toMatchObject([{ token: "live" }]);
});

test("a signer who withdraws before the mail is sent gets none, and a stopped worker leaves no batch unfinished", async () => {
  await worker.stop();
  received.length = 0;
  const campaign = await aCampaign(db);
  const left = await signCampaign(db, aSigner({ campaign: campaign.slug, email: "left@example.org" }));
  await signCampaign(db, aSigner({ campaign: campaign.slug, email: "stayed@example.org" }));
  if (left.outcome !== "signed") throw new Error("the first signature counts as new");
  await db.update(signatures).set({ withdrawnAt: new Date() }).where(eq(signatures.id, left.signatureId));
  const next = await startWorker();
  await vi.waitFor(() => expect(received).toHaveLength(1), SOON);
  await next.stop();
  expect(received).toMatchObject([{ to: ["stayed@example.org"] }]);
  expect(await db.$count(mailBatches, isNull(mailBatches.finishedAt))).toBe(0);
});
