import { articlePath, type Bench, campaignPath, countPath } from "../bench";
import type { Part } from "../load/request";
import { CONNECTIONS, type Measurement, once, rowOf } from "../measurement";
import { openRate } from "./open-rate";
import { signRequest } from "./signing";

const closed = { mode: "closed" as const, connections: CONNECTIONS };
const STAFF_PER_SECOND = 2;
const DASHBOARD = "/en/staff/campaigns/stand-with-refugees";
const NAMES = ["pages", "count", "sign"];

/** 90 % pages, 9 % counts, 1 % signatures. */
function visitorMix(): Part[] {
  const page = (path: string) =>
    ({ kind: "get", path, headers: { "accept-encoding": "gzip" } }) as const satisfies Part["request"];
  return [
    { name: "pages", weight: 45, request: page(articlePath) },
    { name: "pages", weight: 45, request: page(campaignPath) },
    { name: "count", weight: 9, request: page(countPath) },
    { name: "sign", weight: 1, request: signRequest() },
  ];
}

/** Visitors of whom most read. */
export async function measureMixed(bench: Bench): Promise<Measurement[]> {
  const { seconds } = bench.options;
  const rows: Measurement[] = [];
  const run = async (load: string, job: Parameters<typeof once>[1]) => {
    const rounds = await once(bench, job);
    const own = NAMES.map((name) => rowOf(rounds, { scenario: "mixed", load: `${name}, ${load}`, name }));
    rows.push(...own);
    return own.reduce((total, { perSecond }) => total + perSecond, 0);
  };
  const capacity = bench.options.open
    ? undefined
    : await run("closed loop", { port: bench.port, parts: visitorMix(), pace: closed, seconds });
  const perSecond = openRate(bench, capacity);
  const pace = { mode: "open" as const, perSecond, connections: CONNECTIONS * 4 };
  await run(`open loop, ${perSecond}/s in all`, { port: bench.port, parts: visitorMix(), pace, seconds });
  return rows;
}

/** Returns the request for a campaign's dashboard, signed in. */
export async function dashboardRequest(bench: Bench): Promise<Part["request"]> {
  return { kind: "get", path: DASHBOARD, headers: { cookie: await bench.staffCookie() } };
}

/** A campaign's dashboard, alone and while visitors use the site at 60 % of its capacity. */
export async function measureStaff(bench: Bench): Promise<Measurement[]> {
  const scenario = "staff";
  const { seconds } = bench.options;
  const dashboard: Part[] = [{ name: "staff", weight: 1, request: await dashboardRequest(bench) }];
  const pace = { mode: "open" as const, perSecond: STAFF_PER_SECOND, connections: 16 };
  const job = { port: bench.port, parts: dashboard, pace, seconds };
  await bench.probe({ ...job, seconds: 1 });
  const alone = await once(bench, job);
  const rest = { port: bench.port, parts: visitorMix(), pace: closed, seconds };
  const capacity = bench.options.rate ? undefined : totalRate(await bench.load({ ...rest, seconds: 2 }));
  const perSecond = openRate(bench, capacity);
  const [beside] = await Promise.all([
    bench.probe(job),
    bench.load({ ...rest, pace: { mode: "open", perSecond, connections: CONNECTIONS * 4 } }),
  ]);
  const loaded = { results: [beside], cpu: {}, memory: {} };
  const row = (load: string, rounds: typeof loaded) => rowOf(rounds, { scenario, load, name: "staff" });
  return [
    row(`dashboard, open loop, ${STAFF_PER_SECOND}/s`, alone),
    row(`the same beside ${perSecond} requests/s of visitors`, loaded),
  ];
}

function totalRate({ results, seconds }: Awaited<ReturnType<Bench["load"]>>): number {
  return Object.values(results).reduce((total, { ok }) => total + ok, 0) / seconds;
}
