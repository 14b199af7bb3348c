import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { startFaultEnvironment } from "../faults/environment";
import { noFaults } from "../mailbox/faults";
import type { Lifetime } from "../stack/lifetime";
import type { reportSteps } from "../stack/steps";
import { median, percentile } from "./percentile";
import { ARTICLE, BROWSER, sign, type Visits, visit } from "./sharing-load";

const VISITS = 10_000;
const ROUNDS = 10;
const SIGNATURES = 200;
const WARM_UP_VISITS = 2_000;
const VISITS_WITHOUT_DATABASE = 100;
const COUNT_TIMEOUT_MS = 20_000;

type Step = ReturnType<typeof reportSteps>;

export type SharingMeasurement = {
  visits: number;
  visitsCounted: number;
  signatures: number;
  signaturesAttributed: number;
  /** Failed requests to the link, to the route that does nothing, and signatures that were not accepted. */
  errors: { redirect: number; bare: number; signing: number };
  redirect: Times;
  bare: Times;
  /** How many visits were redirected to the page after the database had stopped. */
  withoutDatabase: { redirected: number; visits: number };
};

type Times = { p50Ms: number; p99Ms: number; perSecond: number };

/**
 * Measures 10,000 visits of one link while 200 people sign through it, in ten rounds. Before each round, a route that does nothing
 * gets the same load, so that other load on the machine affects both. Then checks the counts, and visits the link without a
 * database.
 */
export async function measureSharing(lifetime: Lifetime, step: Step): Promise<SharingMeasurement> {
  const onEvent = (name: string, event: string) => console.error(name, event);
  const environment = await startFaultEnvironment({ faults: noFaults, lifetime, step, onEvent });
  const url = environment.appUrl;
  const { share, code } = await makeLink(url);
  const bare = `${url}/api/health/live`;
  await visit(share, WARM_UP_VISITS, "10");
  await visit(bare, WARM_UP_VISITS, "10");
  await sign(url, { via: null, signatures: SIGNATURES / 4 });
  const bareRounds: LoadRound[] = [];
  const linkRounds: LoadRound[] = [];
  const round = { url, requests: VISITS / ROUNDS, signatures: SIGNATURES / ROUNDS };
  await step({ doing: "Opening a link 10,000 times", done: () => "Opened" }, async () => {
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      bareRounds.push(await runRound(bare, { ...round, network: `${20 + turn}`, via: null }));
      linkRounds.push(await runRound(share, { ...round, network: `${30 + turn}`, via: code }));
    }
  });
  const counted = await waitForCounts(environment.databaseUrl, { code, visits: VISITS + WARM_UP_VISITS });
  await environment.stopDatabase();
  return {
    visits: VISITS + WARM_UP_VISITS,
    visitsCounted: counted.visits,
    signatures: SIGNATURES,
    signaturesAttributed: counted.signatures,
    errors: {
      redirect: sum(linkRounds.map(({ errors }) => errors)),
      bare: sum(bareRounds.map(({ errors }) => errors)),
      signing: sum([...linkRounds, ...bareRounds].map(({ refused }) => refused)),
    },
    redirect: timesOf(linkRounds),
    bare: timesOf(bareRounds),
    withoutDatabase: await visitWithoutDatabase(url, { share, code }),
  };
}
type LoadRound = Visits & { refused: number };
type Round = { url: string; network: string; via: string | null; requests: number; signatures: number };

/** Visits a page while people sign. */
async function runRound(
  target: string,
  { url, network, via, requests, signatures }: Round,
): Promise<LoadRound> {
  const [visits, refused] = await Promise.all([
    visit(target, requests, network),
    sign(url, { via, signatures }),
  ]);
  return { ...visits, refused };
}

const sum = (numbers: number[]) => numbers.reduce((all, number) => all + number, 0);

function timesOf(rounds: Visits[]): Times {
  const tookMs = rounds.flatMap((each) => each.tookMs);
  const seconds = sum(rounds.map((each) => each.seconds));
  return {
    p50Ms: Math.round(median(tookMs)),
    p99Ms: Math.round(percentile(tookMs, 0.99)),
    perSecond: tookMs.length / seconds,
  };
}

async function visitWithoutDatabase(url: string, { share, code }: { share: string; code: string }) {
  const page = `${url}/en/articles/${ARTICLE}?via=${code}`;
  let redirected = 0;
  for (let visits = 0; visits < VISITS_WITHOUT_DATABASE; visits += 1) {
    const answer = await fetch(share, { redirect: "manual", headers: { "user-agent": BROWSER } });
    if (answer.status === 302 && answer.headers.get("location") === page) redirected += 1;
  }
  return { redirected, visits: VISITS_WITHOUT_DATABASE };
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

async function waitForCounts(databaseUrl: string, { code, visits }: { code: string; visits: number }) {
  const sql = postgres(databaseUrl, { max: 1 });
  try {
    const deadline = performance.now() + COUNT_TIMEOUT_MS;
    for (;;) {
      const [row] = await sql<{ visits: number; signatures: number }[]>`
        select (select coalesce(sum(visits), 0)::int from share_visits where share_link_id = id) as visits,
          (select count(*)::int from signatures where share_link_id = share_links.id and channel = 'whatsapp') as signatures
        from share_links where code = ${code}`;
      if (!row) throw new Error("the measured link was not found");
      if (row.visits >= visits || performance.now() > deadline) return row;
      await pause(250);
    }
  } finally {
    await sql.end();
  }
}
