import { connect, type Database } from "@/db/client";
import * as tallies from "@/lib/reporting/attribution-tallies";
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
import { childVariables } from "../stack/settings";
import { median } from "./percentile";

const ROUNDS = 20;
const TOP_ROWS = 10;
const UNDELIVERED_ROWS = 20;
const TOP_LINKS = 20;

export type QueryTime = { query: string; firstMs: number; p50Ms: number; maxMs: number };

/** Measures every query of a campaign's dashboard and of the list of campaigns, on a database that `bench:seed` filled. */
export async function measureDashboard(url: string | undefined): Promise<QueryTime[]> {
  if (!url)
    throw new Error("DATABASE_URL is not set: `npm run bench:seed` fills a database and prints its URL.");
  Object.assign(process.env, variablesFor(url));
  const db = connect(url, 2);
  try {
    const now = new Date();
    const campaign = await getDashboardCampaign(db, { slug: BENCH_SLUG, locale: "en", now });
    if (!campaign) throw new Error(`The campaign ${BENCH_SLUG} is missing: run \`npm run bench:seed\`.`);
    const times: QueryTime[] = [];
    for (const [query, run] of Object.entries(dashboardQueries(db, { campaignId: campaign.id, now })))
      times.push(await measureQuery(query, run));
    return times;
  } finally {
    await db.$client.end();
  }
}

/** The public figures read the environment. None of the queries decrypts, so any secret will do. */
function variablesFor(url: string) {
  return childVariables(
    { port: 3000, mailboxPort: 8025, dataDir: "." },
    {
      NODE_ENV: "production",
      APP_SECRET: process.env.APP_SECRET ?? "a".repeat(48),
      DATABASE_URL: url,
      RESEND_WEBHOOK_SECRET: "",
    },
  );
}

function dashboardQueries(db: Database, { campaignId, now }: { campaignId: string; now: Date }) {
  const top = { campaignId, limit: TOP_ROWS };
  const chart = async (range: (typeof RANGES)[number]) => {
    const frame = timeframe({ range, now, firstAt: await getFirstHour(db, campaignId) });
    return listSignaturesOverTime(db, { campaignId, frame });
  };
  const queries: Record<string, () => Promise<unknown>> = {
    "List of campaigns": () => listCampaignFigures(db, { locale: "en", now }),
    "Live figures": () => listLiveFigures(db, { slugs: [BENCH_SLUG], now }),
    ...Object.fromEntries(RANGES.map((range) => [`Chart: ${range}`, () => chart(range)])),
    "By article": () => tallies.listSignaturesByArticle(db, top),
    "By call-out": () => tallies.listSignaturesByCallOut(db, top),
    "By share link": () => tallies.listSignaturesByShareLink(db, top),
    "By channel": () => tallies.listSignaturesByChannel(db, top),
    "By country": () => tallies.listSignaturesByCountry(db, top),
    "By petition text": () => tallies.listSignaturesByText(db, top),
    "Mail delivery": async () => {
      const figures = await listDeliveryFigures(db, campaignId);
      return listLaggingMailboxes(db, { campaignId, figures });
    },
    "Sharing: generations": () => referrals.listGenerations(db, top),
    "Sharing: totals of all generations": () => referrals.sumGenerations(db, top),
    "Sharing: signatures via others' links": () => referrals.countThroughForeignLinks(db, campaignId),
    "Sharing: visits and signatures by channel": () => referrals.listChannelYields(db, top),
    "Sharing: visited pages": () => referrals.listLandings(db, top),
    ...linkQueries(db, campaignId),
    "Undelivered mails": () => listUndelivered(db, { campaignId, now, limit: UNDELIVERED_ROWS }),
  };
  return queries;
}

/** Queries about single links, for the link with the most referrals. */
function linkQueries(db: Database, campaignId: string): Record<string, () => Promise<unknown>> {
  const listTop = () => referrals.listTopLinks(db, { campaignId, limit: TOP_LINKS });
  const first = async () => {
    const [link] = await listTop();
    if (!link) throw new Error("no link of this campaign has a referral");
    return link;
  };
  return {
    "Sharing: top links": listTop,
    "Sharing: public owners of the top links": async () =>
      referrals.listPublicOwners(
        db,
        (await listTop()).map(({ id }) => id),
      ),
    "Top link: details": async () => getLinkDetails(db, { campaignId, code: (await first()).code }),
    "Top link: signatures": async () => listLinkSignatures(db, { campaignId, linkId: (await first()).id }),
    "Top link: Ripple": async () => getRipple(db, await first()),
  };
}

async function measureQuery(query: string, run: () => Promise<unknown>): Promise<QueryTime> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const startedAt = performance.now();
    await run();
    times.push(performance.now() - startedAt);
  }
  const [firstMs = 0, ...others] = times;
  return { query, firstMs, p50Ms: median(others), maxMs: Math.max(...others) };
}
