import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { GET as openLink } from "@/app/s/[code]/route";
import { countVisits } from "@/app/s/[code]/visit-batch";
import { linkTallies, referralTallies, shareVisits, signatures } from "@/db/schema";
import { env } from "@/lib/env";
import { countVisits as visitsOfCampaign } from "@/lib/reporting/referrals";
import { confirmByToken } from "@/lib/signatures/confirm";
import { listConfirmationMails } from "@/lib/signatures/mails";
import { signCampaign } from "@/lib/signatures/sign";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner } from "../support/factories";
import { passingOnIn } from "../support/referrals";
import { aShareLink } from "../support/share-links";

/** What the route leaves for after its answers: a server waits for it, so this test does. */
const afterwards = vi.hoisted((): Promise<unknown>[] => []);
vi.mock("next/server", async (original) => ({
  ...(await original<typeof import("next/server")>()),
  after: (work: Promise<unknown>) => afterwards.push(work),
}));
beforeEach(() => {
  afterwards.length = 0;
});

const { db, drop } = await aDatabase();
afterAll(drop);

const { foldAll } = passingOnIn(db);

const PEOPLE = 10_000;
const SIGNERS = 200;
/** Concurrent requests. */
const AT_ONCE = 250;

/** Somebody with an address of their own follows a link to its page, and brings along what its address says. */
async function follow(code: string, person: number) {
  const address = `10.${person >> 16}.${(person >> 8) & 255}.${person & 255}`;
  const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64)", "x-forwarded-for": address };
  const request = new Request(`${env().APP_URL}/s/${code}w`, { headers });
  const answer = await openLink(request, { params: Promise.resolve({ code: `${code}w` }) });
  const page = new URL(answer.headers.get("location") ?? "");
  return { status: answer.status, path: page.pathname, via: page.searchParams.get("via") ?? undefined };
}

async function signAndConfirm(signer: { campaign: string; via?: string }) {
  const signed = await signCampaign(db, aSigner({ ...signer, channel: "whatsapp" }));
  if (signed.outcome !== "signed") throw new Error(`the signature was answered ${signed.outcome}`);
  const mail = (await listConfirmationMails(db, [signed.signatureId])).get(signed.signatureId);
  const confirmed = await confirmByToken(db, { token: mail?.token ?? "", now: new Date() });
  if (confirmed.outcome !== "confirmed") throw new Error(`confirming was answered ${confirmed.outcome}`);
}

test("ten thousand visits and two hundred signatures through one link are each counted once", async () => {
  const campaign = await aCampaign(db);
  const article = await anArticle(db, { carries: [campaign] });
  const link = await aShareLink(db, { campaignId: campaign.id, articleId: article.id });
  const people = Array.from({ length: PEOPLE }, (_, person) => person).values();
  const led = new Map<string, number>();
  async function come() {
    for (const person of people) {
      const { status, path, via } = await follow(link.code, person);
      led.set(`${status} ${path}`, (led.get(`${status} ${path}`) ?? 0) + 1);
      if (person % (PEOPLE / SIGNERS) === 0) await signAndConfirm({ campaign: campaign.slug, via });
    }
  }
  const folding = { isOver: false };
  async function foldMeanwhile() {
    while (!folding.isOver) await foldAll();
  }
  const folded = foldMeanwhile();
  await Promise.all(Array.from({ length: AT_ONCE }, come));
  folding.isOver = true;
  await folded;
  await Promise.all(afterwards);
  await countVisits();
  await foldAll();

  expect([...led]).toEqual([[`302 /en/articles/${article.slug}`, PEOPLE]]);
  const [visited] = await db.execute(
    sql`select sum(visits)::int as visits from ${shareVisits} where share_link_id = ${link.id} and channel = 'whatsapp'`,
  );
  expect(visited).toEqual({ visits: PEOPLE });
  expect(await visitsOfCampaign(db, campaign.id)).toBe(PEOPLE);
  expect(await db.$count(signatures, eq(signatures.shareLinkId, link.id))).toBe(SIGNERS);
  const credited = await db.select().from(referralTallies).where(eq(referralTallies.shareLinkId, link.id));
  expect(credited).toMatchObject([{ generation: 1, confirmed: SIGNERS }]);
  const totals = await db.select().from(linkTallies).where(eq(linkTallies.shareLinkId, link.id));
  expect(totals).toMatchObject([{ campaignId: campaign.id, confirmed: SIGNERS }]);
  const [count] = await db.execute(
    sql`select sum(confirmed)::int as confirmed from campaign_counts where campaign_id = ${campaign.id}`,
  );
  expect(count).toEqual({ confirmed: SIGNERS });
});
