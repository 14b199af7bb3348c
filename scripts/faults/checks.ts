import type { Call } from "../mailbox/calls";
import { countExpectedEvents, type Evidence } from "./evidence";
import { addressOf, nameOf } from "./people";

/** The result of one check. `found` is the observed value. */
export type CheckResult = { fact: string; found: string; holds: boolean };

const number = (count: number) => count.toLocaleString("en");

/** Checks that no mail was lost, duplicated or sent at the wrong time. */
export function checkMails(evidence: Evidence, people: number): CheckResult[] {
  return [...checkSignatures(evidence, people), ...checkOutbox(evidence)];
}

/** Checks that faults happened. A run without faults proves nothing. */
export function checkFaults({ calls }: Evidence, killed: number): CheckResult[] {
  const count = (status: number | null) => calls.filter((call) => call.status === status).length;
  const faults = { "429": count(429), "500": count(500), "no answer": count(null) };
  return [
    {
      fact: "calls to the provider failed",
      found: Object.entries(faults)
        .map(([kind, times]) => `${times} × ${kind}`)
        .join(", "),
      holds: count(200) > 0 && faults["429"] > 0 && faults["500"] + faults["no answer"] > 0,
    },
    { fact: "workers were killed", found: `${killed} times`, holds: killed > 2 },
  ];
}

/** Checks that each signature has one row and one mail, with its delivery event. */
function checkSignatures({ signatures, mails, committed }: Evidence, people: number): CheckResult[] {
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
  const repeated = [...mailsByMessage.values()].filter((same) => same.length > 1);
  const requests = new Set(signatures.flatMap(({ messages }) => messages.map(({ id }) => id)));
  const byAddress = groupBy(
    mails.filter(({ message }) => requests.has(message)),
    ({ to }) => to,
  );
  const repeatedTo = [...byAddress.values()].filter((same) => same.length > 1);
  const all = (count: number) => ({
    found: `${number(count)} of ${number(people)}`,
    holds: count === people && signatures.length === people,
  });
  return [
    { fact: "every acknowledged signature is stored once", ...all(stored.size) },
    { fact: "each has exactly one accepted mail, to its signer", ...all(mailed.length) },
    { fact: "and is recorded as delivered", ...all(delivered.length) },
    none("mails without a committed row", uncommitted.length),
    none("mails sent twice", repeated.length + repeatedTo.length),
  ];
}

/** Checks the calls to the provider and the final state of the outbox. */
function checkOutbox({ calls, remaining, events, mails, signatures }: Evidence): CheckResult[] {
  const failed = signatures.flatMap(({ messages }) => messages).filter((message) => message.failed);
  const expected = countExpectedEvents(mails);
  return [
    none("calls inside a Retry-After window", tooEarly(calls).length),
    none("calls at the same time as another", overlapping(calls).length),
    none("mails that are queued or failed", remaining.queued + failed.length),
    none("unfinished batches", remaining.unfinished),
    none("leases and locks that are held", remaining.leases + remaining.locks),
    {
      fact: "each event is stored once and applied",
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

/** Returns the calls inside a Retry-After window. */
function tooEarly(calls: Call[]): Call[] {
  const windows = calls.flatMap(({ status, retryAfter, answeredAt }) =>
    status === 429 && retryAfter !== null && answeredAt !== null
      ? [{ from: answeredAt, until: answeredAt + retryAfter * 1_000 }]
      : [],
  );
  return calls.filter(({ arrivedAt }) =>
    windows.some(({ from, until }) => from < arrivedAt && arrivedAt < until),
  );
}

/** Returns the calls that began before the previous one was answered: its answer could have had a Retry-After. */
function overlapping(calls: Call[]): Call[] {
  return calls.filter((call, index) => {
    const before = calls[index - 1];
    return before !== undefined && (before.answeredAt ?? Number.POSITIVE_INFINITY) > call.arrivedAt;
  });
}
