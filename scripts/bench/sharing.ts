import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import autocannon from "autocannon";
import postgres from "postgres";
import type { Site } from "./site";

const ARTICLE = "us-leaves-migration-compact-talks";
const CAMPAIGN = "stand-with-refugees";
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
const VISITS = 10_000;
const SIGNATURES = 200;
const CONNECTIONS = 100;
const SIGNING_AT_ONCE = 4;
const WARM_UP = 2_000;
const COUNTED_WITHIN_MS = 20_000;

export type Sharing = {
  visits: number;
  visitsCounted: number;
  signatures: number;
  signaturesAttributed: number;
  errors: number;
  redirect: Times;
  bare: Times;
};

type Times = { p50Ms: number; p99Ms: number; perSecond: number };

/**
 * 10,000 people open one link in parallel while 200 of its readers sign; before it, the same number of requests to a route
 * that does nothing, with as many signing. Then everything is counted.
 */
export async function measureSharing({ url, databaseUrl }: Site): Promise<Sharing> {
  const { share, code } = await makeLink(url);
  await visit(share, WARM_UP, "10");
  const [bare] = await Promise.all([visit(`${url}/api/health/live`, VISITS, "11"), sign(url, null)]);
  const [opened, errors] = await Promise.all([visit(share, VISITS, "12"), sign(url, code)]);
  const counted = await waitForCounts(databaseUrl, { code, visits: VISITS + WARM_UP });
  return {
    visits: VISITS + WARM_UP,
    visitsCounted: counted.visits,
    signatures: SIGNATURES,
    signaturesAttributed: counted.signatures,
    errors: errors + bare.errors + opened.errors,
    redirect: opened.times,
    bare: bare.times,
  };
}

async function makeLink(url: string) {
  const answer = await fetch(`${url}/api/v1/links`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ article: ARTICLE, locale: "en" }),
  });
  const { code } = await answer.json();
  return { code: String(code), share: `${url}/s/${code}` };
}

/** As many people as requests, each from an address of their own in one network. */
async function visit(url: string, amount: number, network: string) {
  let person = 0;
  const setupRequest = (request: autocannon.Request) => {
    person += 1;
    const address = `${network}.${person >> 16}.${(person >> 8) & 255}.${person & 255}`;
    return { ...request, headers: { "user-agent": BROWSER, "x-forwarded-for": address } };
  };
  const requests = [{ method: "GET" as const, setupRequest }];
  const result = await autocannon({ url, connections: CONNECTIONS, amount, requests });
  const answered = result["2xx"] + result["3xx"];
  const times = {
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    perSecond: answered / result.duration,
  };
  return { times, errors: amount - answered };
}

/** People sign, some at a time, through a link if there is one; returns how many were not taken. */
async function sign(url: string, via: string | null): Promise<number> {
  const run = randomBytes(4).toString("hex");
  let person = 0;
  let refused = 0;
  const signSome = async () => {
    while (person < SIGNATURES) {
      person += 1;
      const answer = await fetch(`${url}/api/v1/campaigns/${CAMPAIGN}/signatures`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          name: "Reader",
          email: `reader-${run}-${person}@example.org`,
          article: ARTICLE,
          callout: "1",
          ...(via && { via, channel: "whatsapp" }),
        }),
      });
      if (answer.status !== 202) refused += 1;
    }
  };
  await Promise.all(Array.from({ length: SIGNING_AT_ONCE }, signSome));
  return refused;
}

async function waitForCounts(databaseUrl: string, { code, visits }: { code: string; visits: number }) {
  const sql = postgres(databaseUrl, { max: 1 });
  try {
    const until = performance.now() + COUNTED_WITHIN_MS;
    for (;;) {
      const [row] = await sql<{ visits: number; signatures: number }[]>`
        select (select coalesce(sum(visits), 0)::int from share_visits where share_link_id = id) as visits,
          (select count(*)::int from signatures where share_link_id = share_links.id and channel = 'whatsapp') as signatures
        from share_links where code = ${code}`;
      if (!row) throw new Error("the link that was measured is gone");
      if (row.visits >= visits || performance.now() > until) return row;
      await pause(250);
    }
  } finally {
    await sql.end();
  }
}
