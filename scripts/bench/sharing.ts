import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import autocannon from "autocannon";
import postgres from "postgres";
import { startFaultEnvironment } from "../faults/environment";
import { noFaults } from "../mailbox/faults";
import type { Lifetime } from "../stack/lifetime";
import type { reportSteps } from "../stack/steps";

const ARTICLE = "us-leaves-migration-compact-talks";
const CAMPAIGN = "stand-with-refugees";
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
const VISITS = 10_000;
const ROUNDS = 10;
const SIGNATURES = 200;
const CONNECTIONS = 100;
/** On a busy machine some answers take long: that is to be measured, not to be an error. */
const PATIENCE_SECONDS = 60;
const SIGNING_AT_ONCE = 4;
const WARM_UP = 2_000;
const VISITS_WITHOUT = 100;
const COUNTED_WITHIN_MS = 20_000;

type Step = ReturnType<typeof reportSteps>;

export type SharingMeasurement = {
  visits: number;
  visitsCounted: number;
  signatures: number;
  signaturesAttributed: number;
  /** Requests without an answer that says yes: to the link, to the route that does nothing, and signatures. */
  errors: { redirect: number; bare: number; signing: number };
  redirect: Times;
  bare: Times;
  /** Whether the link still led to its page, and of so many visits, once the database had stopped. */
  withoutDatabase: { ledToPage: number; visits: number };
};

type Times = { p50Ms: number; p99Ms: number; perSecond: number };

/**
 * 10,000 people open one link in parallel while 200 of its readers sign, in ten rounds, and before each round as many open a
 * route that does nothing while as many sign: what else slows this machine slows both. Then everything is counted, and the
 * database is stopped.
 */
export async function measureSharing(lifetime: Lifetime, step: Step): Promise<SharingMeasurement> {
  const tell = (name: string, event: string) => console.error(name, event);
  const ground = await startFaultEnvironment({ faults: noFaults, lifetime, step, onEvent: tell });
  const url = ground.appUrl;
  const { share, code } = await makeLink(url);
  const bare = `${url}/api/health/live`;
  await visit(share, WARM_UP, "10");
  await visit(bare, WARM_UP, "10");
  await sign(url, { via: null, signatures: SIGNATURES / 4 });
  const nothing: Rush[] = [];
  const opened: Rush[] = [];
  const round = { url, requests: VISITS / ROUNDS, signatures: SIGNATURES / ROUNDS };
  await step({ doing: "Opening a link 10,000 times", done: () => "Opened" }, async () => {
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      nothing.push(await rush(bare, { ...round, network: `${20 + turn}`, via: null }));
      opened.push(await rush(share, { ...round, network: `${30 + turn}`, via: code }));
    }
  });
  const counted = await waitForCounts(ground.databaseUrl, { code, visits: VISITS + WARM_UP });
  await ground.stopDatabase();
  return {
    visits: VISITS + WARM_UP,
    visitsCounted: counted.visits,
    signatures: SIGNATURES,
    signaturesAttributed: counted.signatures,
    errors: {
      redirect: sum(opened.map(({ errors }) => errors)),
      bare: sum(nothing.map(({ errors }) => errors)),
      signing: sum([...opened, ...nothing].map(({ refused }) => refused)),
    },
    redirect: timesOf(opened),
    bare: timesOf(nothing),
    withoutDatabase: await leadWithoutDatabase(url, { share, code }),
  };
}

/** How long each answer took but the first of a connection, and how long all of it. */
type Visits = { tookMs: number[]; seconds: number; errors: number };
type Rush = Visits & { refused: number };
type Round = { url: string; network: string; via: string | null; requests: number; signatures: number };

/** People open a page, while others sign. */
async function rush(target: string, { url, network, via, requests, signatures }: Round): Promise<Rush> {
  const [visits, refused] = await Promise.all([
    visit(target, requests, network),
    sign(url, { via, signatures }),
  ]);
  return { ...visits, refused };
}

const sum = (numbers: number[]) => numbers.reduce((all, number) => all + number, 0);

function timesOf(rushes: Visits[]): Times {
  const tookMs = rushes.flatMap((each) => each.tookMs).sort((one, other) => one - other);
  const below = (share: number) => Math.round(tookMs[Math.floor(tookMs.length * share)] ?? 0);
  const seconds = sum(rushes.map((each) => each.seconds));
  return { p50Ms: below(0.5), p99Ms: below(0.99), perSecond: tookMs.length / seconds };
}

async function leadWithoutDatabase(url: string, { share, code }: { share: string; code: string }) {
  const page = `${url}/en/articles/${ARTICLE}?via=${code}`;
  let ledToPage = 0;
  for (let visits = 0; visits < VISITS_WITHOUT; visits += 1) {
    const answer = await fetch(share, { redirect: "manual", headers: { "user-agent": BROWSER } });
    if (answer.status === 302 && answer.headers.get("location") === page) ledToPage += 1;
  }
  return { ledToPage, visits: VISITS_WITHOUT };
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
async function visit(url: string, amount: number, network: string): Promise<Visits> {
  let person = 0;
  const setupRequest = (request: autocannon.Request) => {
    person += 1;
    const address = `${network}.${person >> 16}.${(person >> 8) & 255}.${person & 255}`;
    return { ...request, headers: { "user-agent": BROWSER, "x-forwarded-for": address } };
  };
  const requests = [{ method: "GET" as const, setupRequest }];
  const tookMs: number[] = [];
  let answered = 0;
  // Node takes one new connection for each turn of its loop: of a hundred at once, the last waits seconds. Behind a proxy, they stay.
  const setupClient = (client: autocannon.Client) => {
    let isFirst = true;
    client.on("response", (status, _bytes, took) => {
      if (status >= 400) return;
      answered += 1;
      if (!isFirst) tookMs.push(took);
      isFirst = false;
    });
  };
  const { duration: seconds } = await autocannon({
    url,
    connections: CONNECTIONS,
    amount,
    requests,
    setupClient,
    timeout: PATIENCE_SECONDS,
  });
  return { tookMs, seconds, errors: amount - answered };
}

/** People sign, some at a time, through a link if there is one; returns how many were not taken. */
async function sign(
  url: string,
  { via, signatures }: { via: string | null; signatures: number },
): Promise<number> {
  const run = randomBytes(4).toString("hex");
  let person = 0;
  let refused = 0;
  const signSome = async () => {
    while (person < signatures) {
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
