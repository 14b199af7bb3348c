import { setTimeout as pause } from "node:timers/promises";

const CAMPAIGN = "stand-with-refugees";
/** Every tenth person signs again soon after, with another spelling of the address. */
const SIGNS_TWICE_EVERY = 10;
const MAX_SECOND_DELAY_MS = 5_000;
const MAX_ATTEMPTS = 30;
const RETRY_DELAY_MS = 500;

export const nameOf = (person: number) => `Reader ${person}`;
export const addressOf = (person: number) => `reader-${person}@example.org`;

type Signing = {
  url: string;
  people: number;
  overMs: number;
  random: () => number;
  signal: AbortSignal;
};

/** People sign one after the other within `overMs`, some of them twice. Each retries until the signature is accepted. */
export async function signUnderFaults({
  url,
  people,
  overMs,
  random,
  signal,
}: Signing): Promise<{ twice: number }> {
  const startedAt = performance.now();
  const signAt = async (dueMs: number, person: number, address: string) => {
    await pause(Math.max(0, startedAt + dueMs - performance.now()), undefined, { signal });
    await sign({ url, signal, name: nameOf(person), email: address });
  };
  const signing: Promise<void>[] = [];
  let twice = 0;
  for (let person = 1; person <= people; person++) {
    const dueMs = ((person - random()) / people) * overMs;
    signing.push(signAt(dueMs, person, addressOf(person)));
    if (person % SIGNS_TWICE_EVERY > 0) continue;
    twice += 1;
    signing.push(signAt(dueMs + random() * MAX_SECOND_DELAY_MS, person, addressOf(person).toUpperCase()));
  }
  await Promise.all(signing);
  return { twice };
}

type Person = { url: string; name: string; email: string; signal: AbortSignal };

async function sign({ url, name, email, signal }: Person) {
  let last = "none";
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
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
    await pause(RETRY_DELAY_MS, undefined, { signal });
  }
  throw new Error(`${name} could not sign. The last answer: ${last}`);
}
