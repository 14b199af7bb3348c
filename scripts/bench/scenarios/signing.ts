import { randomBytes } from "node:crypto";
import { type Bench, only, signaturesPath } from "../bench";
import { SAMPLE_CAMPAIGN } from "../bench-database";
import type { Part } from "../load/request";
import { CONNECTIONS, inTurns, type Measurement, once, rowOf } from "../measurement";
import { openRate } from "./open-rate";

const closed = { mode: "closed" as const, connections: CONNECTIONS };
const OPEN_CONNECTIONS = 512;
const WARM_UP_SECONDS = 2;
/** At most this many, because they are signed first. */
const MAX_TOKENS = 400_000;
/** Tokens for a second of a closed loop. Too few end the loop earlier. */
const TOKENS_PER_SECOND = 5_000;

/** Returns a request in which each time a new person signs the sample campaign. */
export function signRequest(): Part["request"] {
  return {
    kind: "sign",
    path: signaturesPath,
    run: randomBytes(4).toString("hex"),
    fields: { country: "DE", article: "us-leaves-migration-compact-talks", callout: "1" },
  };
}

/** Signing, beside a route that does nothing and inserts of the same rows. No worker is running. */
export async function measureSign(bench: Bench): Promise<Measurement[]> {
  const scenario = "sign";
  const parts = only(signRequest());
  await bench.load({ port: bench.port, parts, pace: closed, seconds: WARM_UP_SECONDS });
  const rows = bench.options.open ? [] : await besideCeilings(bench, parts);
  const perSecond = openRate(bench, rows[0]?.perSecond);
  const pace = { mode: "open" as const, perSecond, connections: OPEN_CONNECTIONS };
  const open = await once(bench, {
    port: bench.port,
    parts: only(signRequest()),
    pace,
    seconds: bench.options.seconds,
  });
  return [...rows, rowOf(open, { scenario, load: `open loop, ${perSecond}/s`, signs: true })];
}

async function besideCeilings(bench: Bench, parts: Part[]): Promise<Measurement[]> {
  const scenario = "sign";
  const bare = only({ kind: "get", path: "/api/health/live" });
  await bench.load({ port: bench.port, parts: bare, pace: closed, seconds: 1 });
  const inserts = await insertRates(bench);
  const rounds = await inTurns(bench, [
    { label: `closed loop, ${CONNECTIONS} connections`, job: { port: bench.port, parts, pace: closed } },
    { label: "ceiling: a route that does nothing", job: { port: bench.port, parts: bare, pace: closed } },
  ]);
  const [own, nothing] = [...rounds].map(([load, measured], place) =>
    rowOf(measured, { scenario, load, ...(place === 0 && { signs: true }) }),
  );
  if (!own || !nothing) throw new Error("Signing was not measured.");
  const after = await insertRates(bench);
  const rate = (kind: keyof typeof inserts) => (inserts[kind] + after[kind]) / 2;
  own.ratios = {
    bare: own.perSecond / nothing.perSecond,
    "inserts in groups": own.perSecond / rate("group"),
    "inserts one by one": own.perSecond / rate("one"),
  };
  return [
    own,
    nothing,
    insertRow("ceiling: inserts of the same rows, 200 at once", rate("group")),
    insertRow("ceiling: inserts of the same rows, one by one", rate("one")),
  ];
}

/** Half before and half after signing, so that growing tables affect both. */
async function insertRates(bench: Bench) {
  const seconds = bench.options.seconds / 2;
  const rateOf = async (kind: "one" | "group", concurrent: number) => {
    const { rows, seconds: took } = await bench.insertRows({
      slug: SAMPLE_CAMPAIGN,
      kind,
      concurrent,
      seconds,
    });
    return rows / took;
  };
  // Two groups at once, as signing has two lanes.
  return { group: await rateOf("group", 2), one: await rateOf("one", CONNECTIONS) };
}

function insertRow(load: string, perSecond: number): Measurement {
  const counts = { refused: 0, errors: 0, unanswered: 0 };
  return { scenario: "sign", load, perSecond, times: null, ...counts, ratios: {}, cpu: {}, memory: {} };
}

/** Confirming by the link of the mail, of people who have signed. */
export async function measureConfirm(bench: Bench): Promise<Measurement[]> {
  const scenario = "confirm";
  const { seconds } = bench.options;
  const rows: Measurement[] = [];
  if (!bench.options.open) {
    const tokens = await bench.signPeople(Math.min(MAX_TOKENS, seconds * TOKENS_PER_SECOND));
    const job = { port: bench.port, parts: only(confirmRequest(tokens)), pace: closed, seconds };
    rows.push(rowOf(await once(bench, job), { scenario, load: `closed loop, ${CONNECTIONS} connections` }));
  }
  const perSecond = openRate(bench, rows[0]?.perSecond);
  const tokens = await bench.signPeople(Math.min(MAX_TOKENS, Math.ceil(seconds * perSecond)));
  const pace = { mode: "open" as const, perSecond, connections: OPEN_CONNECTIONS };
  const open = await once(bench, { port: bench.port, parts: only(confirmRequest(tokens)), pace, seconds });
  return [...rows, rowOf(open, { scenario, load: `open loop, ${perSecond}/s` })];
}

function confirmRequest(tokens: string[]): Part["request"] {
  return { kind: "confirm", path: "/api/v1/confirmations", tokens };
}

/** Signing, and half as many confirmations, while one worker sends the mails. `--rate` is that of signing. */
export async function measureWithWorker(bench: Bench): Promise<Measurement[]> {
  const scenario = "worker";
  const { seconds } = bench.options;
  const worker = await bench.startWorker();
  const mix = async (perSecond: number): Promise<Part[]> => [
    { name: "sign", weight: 2, request: signRequest() },
    {
      name: "confirm",
      weight: 1,
      request: confirmRequest(
        await bench.signPeople(Math.min(MAX_TOKENS, Math.ceil((seconds * perSecond) / 2))),
      ),
    },
  ];
  const rows: Measurement[] = [];
  const run = async (load: string, job: Parameters<typeof once>[1]) => {
    const before = worker.mails();
    const rounds = await once(bench, job);
    const signed = rowOf(rounds, { scenario, load: `signing, ${load}`, name: "sign", signs: true });
    const confirmed = rowOf(rounds, { scenario, load: `confirming, ${load}`, name: "confirm" });
    const mails = (worker.mails() - before) / seconds;
    rows.push({ ...signed, note: `${Math.round(mails)} mails/s were sent meanwhile` }, confirmed);
    return signed.perSecond;
  };
  const port = bench.port;
  const capacity = bench.options.open
    ? undefined
    : await run("closed loop", { port, parts: await mix(TOKENS_PER_SECOND), pace: closed, seconds });
  const perSecond = openRate(bench, capacity);
  const pace = { mode: "open" as const, perSecond: perSecond * 1.5, connections: OPEN_CONNECTIONS };
  await run(`open loop, ${perSecond}/s`, { port, parts: await mix(perSecond), pace, seconds });
  await worker.stop();
  return rows;
}
