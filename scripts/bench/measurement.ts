import type { Bench } from "./bench";
import { readUsage, type Usage } from "./cpu-and-memory";
import type { LoadJob, LoadResult } from "./load/job";
import { type Percentiles, percentilesOf, type Result } from "./load/tally";

/** One row of the report. */
export type Measurement = {
  scenario: string;
  /** What was done, such as "closed loop, 64 connections". */
  load: string;
  /** Successes a second. */
  perSecond: number;
  times: Percentiles | null;
  refused: number;
  errors: number;
  unanswered: number;
  /** The rate relative to other rows of the same scenario. */
  ratios: Record<string, number>;
  /** Milliseconds of CPU for 1,000 requests, by process. */
  cpu: Record<string, number>;
  /** Megabytes at the end, by process. */
  memory: Record<string, number>;
  note?: string;
  /** How many signatures were accepted, of requests that sign. */
  signatures?: number;
};

/** What rounds of one load got together. */
type Rounds = { results: LoadResult[]; cpu: Record<string, number>; memory: Record<string, number> };

export const CONNECTIONS = 64;
const ROUNDS = 2;

type Load = { label: string; job: Omit<LoadJob, "host" | "seconds"> };

/** Runs loads in turns, twice, so that other work on the machine affects all. Returns what each got. */
export async function inTurns(bench: Bench, loads: Load[]): Promise<Map<string, Rounds>> {
  const rounds = new Map<string, Rounds>(
    loads.map(({ label }) => [label, { results: [], cpu: {}, memory: {} }]),
  );
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { label, job } of loads) {
      bench.lifetime.signal.throwIfAborted();
      const own = rounds.get(label);
      if (own) await addRound(bench, own, { ...job, seconds: bench.options.seconds / ROUNDS });
    }
  return rounds;
}

/** Runs one load once. */
export async function once(bench: Bench, job: Omit<LoadJob, "host">): Promise<Rounds> {
  bench.lifetime.signal.throwIfAborted();
  const rounds: Rounds = { results: [], cpu: {}, memory: {} };
  await addRound(bench, rounds, job);
  return rounds;
}

async function addRound(bench: Bench, rounds: Rounds, job: Omit<LoadJob, "host">) {
  const before = await readUsage(bench.pids());
  const result = await bench.load(job);
  const after = await readUsage(bench.pids());
  rounds.results.push(result);
  for (const [name, { cpuMs, residentMb }] of Object.entries(after)) {
    rounds.cpu[name] = (rounds.cpu[name] ?? 0) + cpuMs - cpuBefore(before, name);
    rounds.memory[name] = residentMb;
  }
  rounds.cpu.load = (rounds.cpu.load ?? 0) + result.cpuMs;
}

const cpuBefore = (before: Record<string, Usage>, name: string) => before[name]?.cpuMs ?? 0;

/** Returns the row of the requests with a name. CPU is for all requests of the load. */
export function rowOf(
  { results, cpu, memory }: Rounds,
  { scenario, load, name = "all", signs }: { scenario: string; load: string; name?: string; signs?: true },
): Measurement {
  const own = results.flatMap((each) => each.results[name] ?? []);
  const seconds = sum(results.map((each) => each.seconds));
  const requests = sum(results.flatMap((each) => Object.values(each.results).map(countRequests)));
  return {
    scenario,
    load,
    perSecond: sum(own.map(({ ok }) => ok)) / seconds,
    times: percentilesOf(own.map(({ times }) => times)),
    refused: sum(own.map(({ refused }) => refused)),
    errors: sum(own.map(({ errors }) => errors)),
    unanswered: sum(own.map(({ unanswered }) => unanswered)),
    ratios: {},
    cpu: Object.fromEntries(Object.entries(cpu).map(([process, ms]) => [process, (ms / requests) * 1_000])),
    memory,
    ...(signs && { signatures: sum(own.map(({ ok }) => ok)) }),
  };
}

function countRequests({ ok, refused, errors, unanswered }: Result): number {
  return ok + refused + errors + unanswered;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
