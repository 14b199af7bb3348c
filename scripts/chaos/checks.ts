import type postgres from "postgres";
import { type CheckResult, checkMails } from "../faults/checks";
import type { Evidence } from "../faults/evidence";
import type { Counted } from "../ha/counted";
import type { Told } from "../ha/people";
import type { Polls } from "../ha/watch-pages";
import type { Answered } from "./balancer";

const ANSWER_WITHIN_MS = 5_000;
const MAX_EXAMPLES = 5;

type Facts = {
  evidence: Evidence;
  told: Told;
  before: Counted;
  after: Counted;
  polls: Polls;
  answered: Answered[];
  swallowed: number;
};

/** Also depends on how busy this machine is, so that only `npm run test:chaos` demands it. */
export type ChaosCheck = CheckResult & { isTimed?: true };

/** What the balancer answers when no host did, in time. */
const NO_ANSWER = /^[\d.]+ s \S+: (502|TimeoutError)/;

/** Compares what people were told with what is stored, and judges every answer. */
export async function checkChaos(sql: postgres.Sql, facts: Facts): Promise<ChaosCheck[]> {
  const { told, before, after, evidence, polls, answered, swallowed } = facts;
  const people = told.signed.size;
  const confirmed = await sql<{ person: number }[]>`
    select substr(name, 8)::int as person from signatures where name like 'Reader %' and confirmed_at is not null`;
  const invented = confirmed.filter(({ person }) => !told.confirmed.has(person));
  const counted = after.slots - before.slots;
  const failures = answered.filter(({ status }) => status === 500);
  const slow = answered.filter(({ tookMs, wasDown }) => tookMs > ANSWER_WITHIN_MS && !wasDown);
  const lost = answered.filter(({ status, wasDown }) => (status === 502 || status === 504) && !wasDown);
  return [
    { fact: "people signed", found: String(people), holds: people > 0 },
    { fact: "answers to a COMMIT were swallowed", found: String(swallowed), holds: swallowed > 0 },
    none("somebody gave up", told.failures),
    ...checkMails(evidence, people),
    equal(
      "every acknowledged confirmation is stored",
      confirmed.length - invented.length,
      told.confirmed.size,
    ),
    none(
      "confirmations that nobody was told of",
      invented.map(({ person }) => `Reader ${person}`),
    ),
    equal("every confirmation is counted once", counted, confirmed.length),
    equal("the count equals the rows", after.slots, after.rows),
    none(`answers of ${answered.length} with 500`, failures.map(describe)),
    timed(none("answers after more than 5 s", slow.map(describe))),
    timed(none("answers that were lost although the host was up", lost.map(describe))),
    none(
      `pages, asked for ${polls.asked} times, with an error`,
      polls.failed.filter((line) => !NO_ANSWER.test(line)),
    ),
    timed(
      none(
        "pages that were not there within 5 s",
        polls.failed.filter((line) => NO_ANSWER.test(line)),
      ),
    ),
  ];
}

const describe = ({ path, status, tookMs, at }: Answered) =>
  `${path} ${status} after ${Math.round(tookMs)} ms (at ${Math.round(at)})`;

function timed(check: CheckResult): ChaosCheck {
  return { ...check, isTimed: true };
}

function none(fact: string, found: string[]): CheckResult {
  return {
    fact: `no ${fact}`,
    found: [String(found.length), ...found.slice(0, MAX_EXAMPLES)].join("; "),
    holds: found.length === 0,
  };
}

function equal(fact: string, found: number, expected: number): CheckResult {
  return { fact, found: `${found} of ${expected}`, holds: found === expected };
}
