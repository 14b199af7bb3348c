import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { total as addRounds, closedLoop, type Load } from "./closed-loop";
import { type Latencies, openLoop } from "./open-loop";
import type { Site } from "./site";

const CAMPAIGN = "stand-with-refugees";
const WARM_UP_SECONDS = 4;
const ROUND_SECONDS = 6;
const ROUNDS = 3;
const OPEN_LOOP_SECONDS = 10;
/** The share of the measured capacity at which latencies are measured. */
const OPEN_LOOP_SHARE = 0.6;

export type Comparison = {
  perSecond: number;
  basePerSecond: number;
  ratio: number;
  accepted: number;
  errors: number;
};

export type SiteMeasurement = {
  sign: Comparison & { open: Latencies & { perSecond: number } };
  article: Comparison;
};

/** Compares signing with a route that does nothing, and an article with a static file of its size, on the same server. */
export async function measureSite(site: Site, signal: AbortSignal): Promise<SiteMeasurement> {
  const sign = signLoad(site);
  const before = await countSignatures(site);
  const signed = await compare(sign, { url: `${site.url}/api/health/live` }, signal);
  const perSecond = Math.round(signed.perSecond * OPEN_LOOP_SHARE);
  const open = await openLoop(sign, { perSecond, seconds: OPEN_LOOP_SECONDS });
  await requireStored(site, before + signed.accepted + open.accepted);
  const article = await compare(
    { url: site.url + site.articlePath },
    { url: site.url + site.staticPath },
    signal,
  );
  return { sign: { ...signed, errors: signed.errors + open.errors, open: { ...open, perSecond } }, article };
}

/** Alternates rounds of both loads, so that other load on the machine affects both. */
async function compare(load: Load, base: Load, signal: AbortSignal): Promise<Comparison> {
  await closedLoop(base, WARM_UP_SECONDS);
  const warmUp = await closedLoop(load, WARM_UP_SECONDS);
  const loads = [];
  const bases = [];
  for (let round = 0; round < ROUNDS; round++) {
    signal.throwIfAborted();
    bases.push(await closedLoop(base, ROUND_SECONDS));
    loads.push(await closedLoop(load, ROUND_SECONDS));
  }
  const measured = addRounds(loads);
  const bare = addRounds(bases);
  return {
    perSecond: measured.perSecond,
    basePerSecond: bare.perSecond,
    ratio: measured.perSecond / bare.perSecond,
    accepted: measured.accepted + warmUp.accepted,
    errors: measured.errors + warmUp.errors + bare.errors,
  };
}

/** Returns a load in which each request is a new person who signs the sample campaign. */
function signLoad({ url }: Site): Load {
  const run = randomBytes(4).toString("hex");
  let person = 0;
  const nextBody = () => {
    person += 1;
    return JSON.stringify({
      name: `Reader ${person}`,
      email: `reader-${run}-${person}@example.org`,
      country: "DE",
      article: "us-leaves-migration-compact-talks",
      callout: "1",
    });
  };
  return { url: `${url}/api/v1/campaigns/${CAMPAIGN}/signatures`, nextBody };
}

/** Throws if an accepted signature was not stored. */
async function requireStored(site: Site, atLeast: number) {
  const stored = await countSignatures(site);
  if (stored < atLeast)
    throw new Error(`${atLeast} signatures were accepted, but only ${stored} are stored.`);
}

async function countSignatures({ databaseUrl }: Site): Promise<number> {
  const sql = postgres(databaseUrl, { max: 1 });
  const [row] = await sql`select count(*)::int as signatures from signatures`;
  await sql.end();
  return Number(row?.signatures);
}
