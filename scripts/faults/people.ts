import { setTimeout as pause } from "node:timers/promises";

const CAMPAIGN = "stand-with-refugees";
/** Every tenth signs a second time, in another spelling, soon after. */
const ONE_IN_SIGNS_TWICE = 10;
const SECOND_TIME_WITHIN_MS = 5_000;
const TRIES = 30;
const BETWEEN_TRIES_MS = 500;

export const nameOf = (person: number) => `Reader ${person}`;
export const addressOf = (person: number) => `reader-${person}@example.org`;

export type Signing = {
  url: string;
  people: number;
  overMs: number;
  random: () => number;
  signal: AbortSignal;
};

/** People sign over some time, one after the other and some twice. Each tries until they get an answer that their signature was taken. */
export async function signUnderFaults({
  url,
  people,
  overMs,
  random,
  signal,
}: Signing): Promise<{ twice: number }> {
  const begin = performance.now();
  const signAt = async (dueMs: number, person: number, address: string) => {
    await pause(Math.max(0, begin + dueMs - performance.now()), undefined, { signal });
    await sign({ url, signal, name: nameOf(person), email: address });
  };
  const signing: Promise<void>[] = [];
  let twice = 0;
  for (let person = 1; person <= people; person++) {
    const dueMs = ((person - random()) / people) * overMs;
    signing.push(signAt(dueMs, person, addressOf(person)));
    if (person % ONE_IN_SIGNS_TWICE > 0) continue;
    twice += 1;
    signing.push(signAt(dueMs + random() * SECOND_TIME_WITHIN_MS, person, addressOf(person).toUpperCase()));
  }
  await Promise.all(signing);
  return { twice };
}

type Person = { url: string; name: string; email: string; signal: AbortSignal };

async function sign({ url, name, email, signal }: Person) {
  let last = "nothing";
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      const answer = await fetch(`${url}/api/v1/campaigns/${CAMPAIGN}/signatures`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name, email, country: "DE" }),
        signal,
      });
      last = `${answer.status} ${await answer.text()}`;
      if (answer.status === 202) return;
    } catch (error) {
      signal.throwIfAborted();
      last = String(error);
    }
    await pause(BETWEEN_TRIES_MS, undefined, { signal });
  }
  throw new Error(`${name} could not sign. The last answer: ${last}`);
}
