import { setTimeout as pause } from "node:timers/promises";
import { articlePath, type Bench, only } from "../bench";
import { readUsage } from "../cpu-and-memory";
import type { LoadResult } from "../load/job";
import { percentilesOf } from "../load/tally";
import { type Measurement, once, rowOf } from "../measurement";
import { dashboardRequest } from "./mixed";
import { signRequest } from "./signing";

const TIMES_CAPACITY = 5;
const PEAK_CONNECTIONS = 256;
const CONNECTIONS = 4_096;
/** The probe goes on after the overload, to see when the site is as before. */
const AFTER_SECONDS = 10;
const PROBES = { pages: 10, staff: 2, sign: 10 };
const BUCKET_SECONDS = 0.1;
/** A slower request, or one that fails, means that the site has not recovered. */
const NORMAL_MS = 1_000;
const MEMORY_INTERVAL_MS = 500;

/** Signing at five times capacity: what is still accepted, how soon others are refused, and what pages and staff notice. */
export async function measureOverload(bench: Bench): Promise<Measurement[]> {
  const scenario = "overload";
  const seconds = bench.options.seconds * 2;
  const peakPace = { mode: "closed" as const, connections: PEAK_CONNECTIONS };
  const peakJob = { port: bench.port, parts: only(signRequest()), pace: peakPace };
  const peak = rowOf(await once(bench, { ...peakJob, seconds: bench.options.seconds }), {
    scenario,
    load: `peak: closed loop, ${PEAK_CONNECTIONS} connections`,
    signs: true,
  });
  const perSecond = Math.round((bench.options.rate ?? peak.perSecond) * TIMES_CAPACITY);
  const pace = { mode: "open" as const, perSecond, connections: CONNECTIONS };
  const memory = sampleMemory(bench);
  const [over, probed] = await Promise.all([
    once(bench, { port: bench.port, parts: only(signRequest()), pace, seconds }),
    probeBeside(bench, seconds + AFTER_SECONDS),
  ]);
  const { before, max } = await memory.stop();
  const row = rowOf(over, { scenario, load: `open loop, ${perSecond}/s`, signs: true });
  row.ratios = { peak: row.perSecond / peak.perSecond };
  const refused = percentilesOf(over.results.flatMap(({ results }) => results.all?.refusalTimes ?? []));
  row.note =
    `refused within ${ms(refused.p99Ms)} (99 %), ${ms(refused.maxMs)} (all); ` +
    `memory of the web ${Math.round(before)} MB before, at most ${Math.round(max)} MB; ` +
    `as before ${recoveredAfter(probed, seconds).toFixed(1)} s after the overload`;
  const rounds = { results: [probed], cpu: {}, memory: {} };
  const probes = Object.entries(PROBES).map(([name, rate]) =>
    rowOf(rounds, { scenario, load: `meanwhile and ${AFTER_SECONDS} s longer: ${name}, ${rate}/s`, name }),
  );
  return [peak, row, ...probes];
}

const ms = (value: number) => `${Math.round(value)} ms`;

async function probeBeside(bench: Bench, seconds: number): Promise<LoadResult> {
  const parts = [
    { name: "pages", weight: PROBES.pages, request: { kind: "get", path: articlePath } as const },
    { name: "staff", weight: PROBES.staff, request: await dashboardRequest(bench) },
    { name: "sign", weight: PROBES.sign, request: signRequest() },
  ];
  const perSecond = PROBES.pages + PROBES.staff + PROBES.sign;
  return bench.probe({
    port: bench.port,
    parts,
    pace: { mode: "open", perSecond, connections: 256 },
    seconds,
  });
}

/** Returns how many seconds after the overload the last request of the probe failed or was slow. */
function recoveredAfter({ results }: LoadResult, overloadSeconds: number): number {
  const ends = Object.values(results).flatMap(({ buckets }) =>
    buckets.flatMap(({ failed, slowestMs }, place) => {
      const dueAt = place * BUCKET_SECONDS;
      if (failed === 0 && slowestMs <= NORMAL_MS) return [];
      // A failed or slow request of before the end counts until it was answered.
      return [dueAt + slowestMs / 1_000 - overloadSeconds];
    }),
  );
  return Math.max(0, ...ends);
}

function sampleMemory(bench: Bench) {
  const stopping = new AbortController();
  const samples: number[] = [];
  const sampling = (async () => {
    while (!stopping.signal.aborted) {
      samples.push((await readUsage(bench.pids())).web?.residentMb ?? 0);
      await pause(MEMORY_INTERVAL_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await sampling;
      return { before: samples[0] ?? 0, max: Math.max(...samples) };
    },
  };
}
