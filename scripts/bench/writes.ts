import type { Database } from "@/db/client";
import type { AttemptRef } from "@/lib/signatures/confirm-token";
import type { Lifetime } from "../stack/lifetime";
import type { reportSteps } from "../stack/steps";
import { SAMPLE_CAMPAIGN, startBenchDatabase } from "./bench-database";
import { rawInserts } from "./ceilings/raw-inserts";
import { percentile } from "./percentile";

const CONCURRENT = [1, 32, 64, 256];
const WARM_UP_SECONDS = 1;
const ROUND_SECONDS = 2;
const ROUNDS = 3;

type Step = ReturnType<typeof reportSteps>;
/** Resolves to false if there is nothing left to do. */
type Work = () => Promise<boolean>;
type Rate = { perSecond: number; p99Ms: number };

export type WritesMeasurement = { concurrent: number; raw: Rate; sign: Rate; confirm: Rate }[];

/**
 * Measures signing and confirming without HTTP, beside inserts of the same rows with one statement for each signature, with the
 * same driver and pool. Rounds alternate, so that other load on the machine affects all.
 */
export async function measureWrites(lifetime: Lifetime, step: Step): Promise<WritesMeasurement> {
  const { variables } = await step({ doing: "Starting a database", done: () => "Database is running" }, () =>
    startBenchDatabase(lifetime),
  );
  Object.assign(process.env, variables);
  // Imported late, because the product reads the environment when it is loaded.
  const { connect } = await import("@/db/client");
  const db = connect(variables.DATABASE_URL ?? "", 10);
  lifetime.onStop(() => db.$client.end());
  const { one } = await rawInserts(db, SAMPLE_CAMPAIGN);
  const raw = async () => (await one()) > 0;
  const { signNext, confirmNext } = await signersOf(db);
  return step({ doing: "Measuring, about two minutes", done: () => "Measured" }, async () => {
    const measured: WritesMeasurement = [];
    for (const concurrent of CONCURRENT) {
      lifetime.signal.throwIfAborted();
      const rates = await alternate([raw, signNext, confirmNext], concurrent);
      const [rawRate, sign, confirm] = rates;
      if (rawRate && sign && confirm) measured.push({ concurrent, raw: rawRate, sign, confirm });
    }
    return measured;
  });
}

/** Returns functions that sign as a new person, and that confirm the oldest unconfirmed signature of these by its link. */
async function signersOf(db: Database): Promise<{ signNext: Work; confirmNext: Work }> {
  const { signCampaign } = await import("@/lib/signatures/sign");
  const { confirmByToken } = await import("@/lib/signatures/confirm");
  const { confirmationToken } = await import("@/lib/signatures/confirm-token");
  const { requireEmailAddress } = await import("@/lib/supporters/address");
  const signed: AttemptRef[] = [];
  let [people, confirmed] = [0, 0];
  const signNext = async () => {
    people += 1;
    const answer = await signCampaign(db, {
      campaign: SAMPLE_CAMPAIGN,
      name: `Reader ${people}`,
      email: requireEmailAddress(`reader-${people}@example.org`),
      ...{ display: "anonymous", deliver: "count", updates: false, locale: "en" },
    });
    if (answer.outcome !== "signed") throw new Error(`A signature was refused: ${answer.outcome}`);
    signed.push(answer);
    return true;
  };
  const confirmNext = async () => {
    const attempt = signed[confirmed];
    if (!attempt) return false;
    confirmed += 1;
    const now = new Date();
    const answer = await confirmByToken(db, { token: confirmationToken({ ...attempt, askedAt: now }), now });
    if (answer.outcome !== "confirmed") throw new Error(`A confirmation was refused: ${answer.outcome}`);
    return true;
  };
  return { signNext, confirmNext };
}

async function alternate(works: Work[], concurrent: number): Promise<Rate[]> {
  for (const work of works) await closedLoop(work, { concurrent, seconds: WARM_UP_SECONDS });
  const rounds: Round[][] = works.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [place, work] of works.entries())
      rounds[place]?.push(await closedLoop(work, { concurrent, seconds: ROUND_SECONDS }));
  return rounds.map((own) => {
    const times = own.flatMap(({ tookMs }) => tookMs);
    const seconds = own.reduce((sum, round) => sum + round.seconds, 0);
    return { perSecond: times.length / seconds, p99Ms: percentile(times, 0.99) };
  });
}

type Round = { tookMs: number[]; seconds: number };

/** Repeats the work, `concurrent` times at once, until the time is over or nothing is left to do. */
async function closedLoop(
  work: Work,
  { concurrent, seconds }: { concurrent: number; seconds: number },
): Promise<Round> {
  const tookMs: number[] = [];
  const start = performance.now();
  const repeat = async () => {
    for (let now = performance.now(); now < start + seconds * 1_000; ) {
      if (!(await work())) return;
      const done = performance.now();
      tookMs.push(done - now);
      now = done;
    }
  };
  await Promise.all(Array.from({ length: concurrent }, repeat));
  return { tookMs, seconds: (performance.now() - start) / 1_000 };
}
