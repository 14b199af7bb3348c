import { connect, type Database } from "@/db/client";
import * as origins from "@/lib/reporting/attribution-tallies";
import { listCampaignFigures } from "@/lib/reporting/campaign-figures";
import { listDeliveryFigures, listLaggingMailboxes } from "@/lib/reporting/delivery-figures";
import { getLinkDetails, listLinkSignatures } from "@/lib/reporting/link-details";
import { getDashboardCampaign, listLiveFigures } from "@/lib/reporting/list-live-figures";
import * as referrals from "@/lib/reporting/referrals";
import { getRipple } from "@/lib/reporting/ripple";
import { getFirstHour, listSignaturesOverTime } from "@/lib/reporting/signatures-over-time";
import { RANGES, timeframe } from "@/lib/reporting/timeframe";
import { listUndelivered } from "@/lib/reporting/undelivered-mails";
import { BENCH_SLUG } from "../bench-seed/bench-campaign";

const ROUNDS = 20;
const STRONGEST = 10;
const UNDELIVERED = 20;
const LINKS = 20;

export type QueryTime = { query: string; firstMs: number; p50Ms: number; mostMs: number };

/** Every query of a campaign's room, and of the staff's list of campaigns, on a database that `bench:seed` filled. */
export async function measureDashboard(url: string | undefined): Promise<QueryTime[]> {
  if (!url)
    throw new Error("DATABASE_URL is not set: `npm run bench:seed` prints that of a database to measure.");
  const db = connect(url, 2);
  try {
    const now = new Date();
    const campaign = await getDashboardCampaign(db, { slug: BENCH_SLUG, locale: "en", now });
    if (!campaign) throw new Error(`There is no ${BENCH_SLUG} in this database: run \`npm run bench:seed\`.`);
    const times: QueryTime[] = [];
    for (const [query, ask] of Object.entries(queriesOf(db, { campaignId: campaign.id, now })))
      times.push(await timed(query, ask));
    return times;
  } finally {
    await db.$client.end();
  }
}

function queriesOf(db: Database, { campaignId, now }: { campaignId: string; now: Date }) {
  const asked = { campaignId, limit: STRONGEST };
  const chart = async (range: (typeof RANGES)[number]) => {
    const frame = timeframe({ range, now, firstAt: await getFirstHour(db, campaignId) });
    return listSignaturesOverTime(db, { campaignId, frame });
  };
  const queries: Record<string, () => Promise<unknown>> = {
    "The list of campaigns": () => listCampaignFigures(db, { locale: "en", now }),
    "The live figures": () => listLiveFigures(db, { slugs: [BENCH_SLUG], now }),
    ...Object.fromEntries(RANGES.map((range) => [`The chart: ${range}`, () => chart(range)])),
    "By article": () => origins.listSignaturesByArticle(db, asked),
    "By call-out": () => origins.listSignaturesByCallout(db, asked),
    "By share link": () => origins.listSignaturesByShareLink(db, asked),
    "By channel": () => origins.listSignaturesByChannel(db, asked),
    "By country": () => origins.listSignaturesByCountry(db, asked),
    "By petition text": () => origins.listSignaturesByText(db, asked),
    "The mails' funnel": async () => {
      const figures = await listDeliveryFigures(db, campaignId);
      return listLaggingMailboxes(db, { campaignId, figures });
    },
    "Sharing: generations": () => referrals.listGenerations(db, asked),
    "Sharing: sums of all generations": () => referrals.sumGenerations(db, asked),
    "Sharing: through others' links": () => referrals.countThroughForeignLinks(db, campaignId),
    "Sharing: channels and their visits": () => referrals.listChannelYields(db, asked),
    "Sharing: what links led to": () => referrals.listLandings(db, asked),
    ...queriesOfLinks(db, campaignId),
    "Mails that did not arrive": () => listUndelivered(db, { campaignId, now, limit: UNDELIVERED }),
  };
  return queries;
}

/** Those about single links, asked of the one that brought the most. */
function queriesOfLinks(db: Database, campaignId: string): Record<string, () => Promise<unknown>> {
  const strongest = () => referrals.listTopLinks(db, { campaignId, limit: LINKS });
  const first = async () => {
    const [link] = await strongest();
    if (!link) throw new Error("no link of this campaign has brought anybody");
    return link;
  };
  return {
    "Sharing: the strongest links": strongest,
    "Sharing: and who shows their name": async () =>
      referrals.listPublicOwners(
        db,
        (await strongest()).map(({ id }) => id),
      ),
    "The strongest link's story": async () => getLinkDetails(db, { campaignId, code: (await first()).code }),
    "Where it was signed through it": async () =>
      listLinkSignatures(db, { campaignId, linkId: (await first()).id }),
    "Its Ripple": async () => getRipple(db, await first()),
  };
}

async function timed(query: string, ask: () => Promise<unknown>): Promise<QueryTime> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  const [firstMs = 0, ...others] = times;
  const sorted = others.toSorted((a, b) => a - b);
  return { query, firstMs, p50Ms: sorted[ROUNDS / 2] ?? 0, mostMs: sorted.at(-1) ?? 0 };
}
