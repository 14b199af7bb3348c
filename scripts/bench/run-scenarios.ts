import type { reportSteps } from "../stack/steps";
import type { Bench } from "./bench";
import type { Measurement } from "./measurement";
import { measureMixed, measureStaff } from "./scenarios/mixed";
import { measureOverload } from "./scenarios/overload";
import * as pages from "./scenarios/pages";
import { measureConfirm, measureSign, measureWithWorker } from "./scenarios/signing";

/** All scenarios, in the order of their run: those that add many signatures and mails come last. */
const scenarios: Record<string, (bench: Bench) => Promise<Measurement[]>> = {
  article: pages.measureArticle,
  "article-br": pages.measureArticleInBrotli,
  campaign: pages.measureCampaign,
  count: pages.measureCount,
  feed: pages.measureFeed,
  card: pages.measureCard,
  redirect: pages.measureRedirect,
  mixed: measureMixed,
  staff: measureStaff,
  sign: measureSign,
  confirm: measureConfirm,
  overload: measureOverload,
  worker: measureWithWorker,
};

export const SCENARIOS = Object.keys(scenarios);

/** Runs scenarios by name, one after the other. */
export async function runScenarios(
  bench: Bench,
  { names, step }: { names: string[]; step: ReturnType<typeof reportSteps> },
): Promise<Measurement[]> {
  const before = await bench.countSignatures();
  const rows: Measurement[] = [];
  for (const name of SCENARIOS) {
    const run = scenarios[name];
    if (!run || !names.includes(name)) continue;
    rows.push(
      ...(await step({ doing: `Measuring: ${name}`, done: () => `Measured: ${name}` }, () => run(bench))),
    );
  }
  await requireStored(bench, { rows, before });
  return rows;
}

/** Throws if fewer signatures are stored than were accepted. */
async function requireStored(bench: Bench, { rows, before }: { rows: Measurement[]; before: number }) {
  const accepted = rows.reduce((sum, { signatures = 0 }) => sum + signatures, 0);
  const stored = (await bench.countSignatures()) - before;
  if (stored < accepted)
    throw new Error(`${accepted} signatures were accepted, but only ${stored} are stored.`);
}
