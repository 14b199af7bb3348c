import type { Database } from "@/db/client";
import type { AttemptRef } from "@/lib/signatures/confirm-token";
import type { Lifetime } from "../stack/lifetime";
import type { reportSteps } from "../stack/steps";
import { SAMPLE_CAMPAIGN, startBenchDatabase } from "./bench-database";
import { percentile } from "./percentile";
import { rawInserts } from "./raw-inserts";

const CONCURRENT = [1, 32, 64, 256];
const WARM_UP_SECONDS = 1;
const ROUND_SECONDS = 2;
const ROUNDS = 3;

type Step = ReturnType<typeof reportSteps>;
type Work = () => Promise<unknown>;
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
  const raw = await rawInserts(db, SAMPLE_CAMPAIGN);
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
  };
  const confirmNext = async () => {
    const attempt = signed[confirmed];
    confirmed += 1;
    if (!attempt) throw new Error("Everybody has confirmed.");
    const now = new Date();
    const answer = await confirmByToken(db, { token: confirmationToken({ ...attempt, askedAt: now }), now });
    if (answer.outcome !== "confirmed") throw new Error(`A confirmation was refused: ${answer.outcome}`);
  };
  return { signNext, confirmNext };
}

async function alternate(works: Work[], concurrent: number): Promise<Rate[]> {
  for (const work of works) await closedLoop(work, { concurrent, seconds: WARM_UP_SECONDS });
  const tookMs: number[][] = works.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [place, work] of works.entries())
      tookMs[place]?.push(...(await closedLoop(work, { concurrent, seconds: ROUND_SECONDS })));
  return tookMs.map((times) => ({
    perSecond: times.length / (ROUNDS * ROUND_SECONDS),
    p99Ms: percentile(times, 0.99),
  }));
}

/** Repeats the work that many times at once, each after the one before, and returns how long each took. */
async function closedLoop(
  work: Work,
  { concurrent, seconds }: { concurrent: number; seconds: number },
): Promise<number[]> {
  const tookMs: number[] = [];
  const end = performance.now() + seconds * 1_000;
  const repeat = async () => {
    for (let now = performance.now(); now < end; ) {
      await work();
      const done = performance.now();
      tookMs.push(done - now);
      now = done;
    }
  };
  await Promise.all(Array.from({ length: concurrent }, repeat));
  return tookMs;
}
