import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { total as addRounds, closedLoop, type Load } from "./closed-loop";
import { type Latencies, openLoop } from "./open-loop";
import type { Site } from "./site";

const CAMPAIGN = "stand-with-refugees";
const WARM_UP_SECONDS = 4;
const ROUND_SECONDS = 6;
const ROUNDS = 3;
const OPEN_SECONDS = 10;
/** Of the capacity, for the latencies: a busy day, not a collapse. */
const OPEN_SHARE = 0.6;

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

/** Signing against a route that does nothing, and an article against a file of its size, all on the same server. */
export async function measureSite(site: Site, signal: AbortSignal): Promise<SiteMeasurement> {
  const sign = signLoad(site);
  const before = await countSignatures(site);
  const signed = await compare(sign, { url: `${site.url}/api/health/live` }, signal);
  const perSecond = Math.round(signed.perSecond * OPEN_SHARE);
  const open = await openLoop(sign, { perSecond, seconds: OPEN_SECONDS });
  await requireStored(site, before + signed.accepted + open.accepted);
  const article = await compare(
    { url: site.url + site.articlePath },
    { url: site.url + site.staticPath },
    signal,
  );
  return { sign: { ...signed, errors: signed.errors + open.errors, open: { ...open, perSecond } }, article };
}

/** Rounds of both loads in turn, so that whatever else the machine does falls on both. */
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

/** Ever new people sign the sample campaign. */
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

/** A signature that was promised and not stored would make the fastest bench of all. */
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
