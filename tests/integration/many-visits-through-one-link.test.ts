import { eq, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { linkTallies, referralTallies, shareVisits, signatures } from "@/db/schema";
import { finishBackgroundWork } from "@/lib/background-work";
import { env } from "@/lib/env";
import { countVisits as visitsOfCampaign } from "@/lib/reporting/referrals";
import { confirmByToken } from "@/lib/signatures/confirm";
import { signCampaign } from "@/lib/signatures/sign";
import { door } from "@/server/door";
import { writeQueuedVisits } from "@/server/share-links/visit-batch";
import { getConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner } from "../support/factories";
import { referralFactories } from "../support/referral-factories";
import { aShareLink } from "../support/share-links";
import { untilWritten } from "../support/until-written";

const { db, drop } = await aDatabase();
afterAll(drop);

const { foldAll } = referralFactories(db);

const VISITORS = 10_000;
const SIGNERS = 200;
const CONCURRENT_REQUESTS = 250;

/** Opens a link as the visitor with this number, and returns where it redirects to. */
async function follow(code: string, visitor: number) {
  const address = `10.${visitor >> 16}.${(visitor >> 8) & 255}.${visitor & 255}`;
  const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64)", "x-forwarded-for": address };
  const request = new Request(`${env().APP_URL}/s/${code}w`, { headers });
  const answer = await door.fetch(request);
  const page = new URL(answer.headers.get("location") ?? "");
  return { status: answer.status, path: page.pathname, via: page.searchParams.get("via") ?? undefined };
}

async function signAndConfirm(signer: { campaign: string; via?: string }) {
  const input = aSigner({ ...signer, channel: "whatsapp" });
  const signed = await untilWritten(() => signCampaign(db, input));
  // A repeated request finds the signature of one that was answered too late.
  if (!("signatureId" in signed)) throw new Error(`the signature was refused: ${signed.outcome}`);
  const mail = await getConfirmationMail(db, signed.signatureId);
  const confirmed = await untilWritten(() => confirmByToken(db, { token: mail.token, now: new Date() }));
  if (confirmed.outcome !== "confirmed")
    throw new Error(`the confirmation was refused: ${confirmed.outcome}`);
}

test("10,000 concurrent visits and 200 signatures through one link are each counted once", async () => {
  const campaign = await aCampaign(db);
  const article = await anArticle(db, { callOuts: [campaign] });
  const link = await aShareLink(db, { campaignId: campaign.id, articleId: article.id });
  const visitors = Array.from({ length: VISITORS }, (_, visitor) => visitor).values();
  const redirects = new Map<string, number>();
  async function visit() {
    for (const visitor of visitors) {
      const { status, path, via } = await follow(link.code, visitor);
      redirects.set(`${status} ${path}`, (redirects.get(`${status} ${path}`) ?? 0) + 1);
      if (visitor % (VISITORS / SIGNERS) === 0) await signAndConfirm({ campaign: campaign.slug, via });
    }
  }
  const worker = { isStopped: false };
  async function foldUntilStopped() {
    while (!worker.isStopped) await foldAll();
  }
  const folding = foldUntilStopped();
  await Promise.all(Array.from({ length: CONCURRENT_REQUESTS }, visit));
  worker.isStopped = true;
  await folding;
  await finishBackgroundWork();
  await writeQueuedVisits();
  await foldAll();

  expect([...redirects]).toEqual([[`302 /en/articles/${article.slug}`, VISITORS]]);
  const [visited] = await db.execute(
    sql`select sum(visits)::int as visits from ${shareVisits} where share_link_id = ${link.id} and channel = 'whatsapp'`,
  );
  expect(visited).toEqual({ visits: VISITORS });
  expect(await visitsOfCampaign(db, campaign.id)).toBe(VISITORS);
  expect(await db.$count(signatures, eq(signatures.shareLinkId, link.id))).toBe(SIGNERS);
  const referrals = await db.select().from(referralTallies).where(eq(referralTallies.shareLinkId, link.id));
  expect(referrals).toMatchObject([{ generation: 1, confirmed: SIGNERS }]);
  const totals = await db.select().from(linkTallies).where(eq(linkTallies.shareLinkId, link.id));
  expect(totals).toMatchObject([{ campaignId: campaign.id, confirmed: SIGNERS }]);
  const [count] = await db.execute(
    sql`select sum(confirmed)::int as confirmed from campaign_counts where campaign_id = ${campaign.id}`,
  );
  expect(count).toEqual({ confirmed: SIGNERS });
});
