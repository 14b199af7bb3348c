import type { Call } from "../mailbox/calls";
import { countExpectedEvents, type Evidence } from "./evidence";
import { addressOf, nameOf } from "./people";

/** Something that must be true at the end. `found` says what was seen. */
export type CheckResult = { fact: string; found: string; holds: boolean };

const number = (count: number) => count.toLocaleString("en");

/** What must be true at the end, whatever went wrong meanwhile. */
export function checkMails(evidence: Evidence, people: number): CheckResult[] {
  return [...promises(evidence, people), ...order(evidence)];
}

/** A run in which nothing went wrong would show nothing. */
export function checkFaults({ calls }: Evidence, killed: number): CheckResult[] {
  const count = (status: number | null) => calls.filter((call) => call.status === status).length;
  const struck = { "429": count(429), "500": count(500), "no answer": count(null) };
  return [
    {
      fact: "calls to the provider went wrong",
      found: Object.entries(struck)
        .map(([way, times]) => `${times} × ${way}`)
        .join(", "),
      holds: count(200) > 0 && struck["429"] > 0 && struck["500"] + struck["no answer"] > 0,
    },
    { fact: "workers were killed", found: `${killed} times`, holds: killed > 2 },
  ];
}

/** Each signature, its row, its one mail, and what was heard of it. */
function promises({ signatures, mails, committed }: Evidence, people: number): CheckResult[] {
  const personOf = new Map(
    Array.from({ length: people }, (_, place) => [nameOf(place + 1), addressOf(place + 1)]),
  );
  const stored = new Set(signatures.map(({ name }) => name).filter((name) => personOf.has(name)));
  const mailsByMessage = groupBy(mails, ({ message }) => message);
  const mailed = signatures.filter(({ name, messages }) => {
    const own = messages.flatMap(({ id }) => mailsByMessage.get(id) ?? []);
    return own.length === 1 && own[0]?.to === personOf.get(name);
  });
  const delivered = signatures.filter(({ messages }) => messages.every((message) => message.delivered));
  const uncommitted = mails.filter(({ message }) => !committed.has(message));
  const double = [...mailsByMessage.values()].filter((same) => same.length > 1);
  const byAddress = groupBy(mails, ({ to }) => to);
  const doubleTo = [...byAddress.values()].filter((same) => same.length > 1);
  const all = (count: number) => ({
    found: `${number(count)} of ${number(people)}`,
    holds: count === people && signatures.length === people,
  });
  return [
    { fact: "every signature that was acknowledged is stored, once", ...all(stored.size) },
    { fact: "each has exactly one accepted mail, to its signer", ...all(mailed.length) },
    { fact: "and has heard that it was delivered", ...all(delivered.length) },
    none("mails without a committed row", uncommitted.length),
    none("mails sent twice", double.length + doubleTo.length),
  ];
}

/** How the provider was treated, and what is left behind. */
function order({ calls, left, events, mails, signatures }: Evidence): CheckResult[] {
  const failed = signatures.flatMap(({ messages }) => messages).filter((message) => message.failed);
  const expected = countExpectedEvents(mails);
  return [
    none("calls inside a Retry-After window", tooEarly(calls).length),
    none("calls at the same time as another", overlapping(calls).length),
    none("mails that wait or failed", left.waiting + failed.length),
    none("unfinished batches", left.unfinished),
    none("leases and turns that are held", left.leases + left.turns),
    {
      fact: "each event is stored once, and applied",
      found: `${number(events.stored - events.unapplied)} of ${number(expected)}`,
      holds: events.stored === expected && events.different === expected && events.unapplied === 0,
    },
  ];
}

function groupBy<T>(all: T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

function none(what: string, count: number): CheckResult {
  return { fact: `no ${what}`, found: number(count), holds: count === 0 };
}

/** Calls that came while the provider had asked for quiet. */
export function tooEarly(calls: Call[]): Call[] {
  const windows = calls.flatMap(({ status, retryAfter, answeredAt }) =>
    status === 429 && retryAfter !== null && answeredAt !== null
      ? [{ from: answeredAt, until: answeredAt + retryAfter * 1_000 }]
      : [],
  );
  return calls.filter(({ arrivedAt }) =>
    windows.some(({ from, until }) => from < arrivedAt && arrivedAt < until),
  );
}

/** Calls that came while another had not been answered: its answer might have asked for quiet. */
function overlapping(calls: Call[]): Call[] {
  return calls.filter((call, place) => {
    const before = calls[place - 1];
    return before !== undefined && (before.answeredAt ?? Number.POSITIVE_INFINITY) > call.arrivedAt;
  });
}
