import { createHmac, randomBytes } from "node:crypto";

/** 4 MB: of four million readings a day, two in a hundred are taken for one that was there. */
const BITS = 2 ** 25;
const PROBES = 5;
/** Beyond this it would take too many for known, and starts anew. */
const MOST_KNOWN = 5_000_000;

/** Somebody who reads something, as far as a request tells. Never kept. */
export type Reading = { address: string; agent: string; article: string };

/**
 * Tells whether somebody reads an article for the first time on a day (UTC), without remembering anybody: what is kept is
 * a Bloom filter (Bloom, 1970) of HMACs under a salt that is drawn anew each day and lives in this process's memory alone.
 * Out of it nobody can be read, and with the day's end the salt and the filter are gone. It errs to one side only: now
 * and then a reader is not counted. Every process has its own, so somebody may be counted once by each.
 */
export function readersOfTheDay() {
  let day = "";
  let salt = randomBytes(32);
  let known = new Uint8Array(BITS / 8);
  let count = 0;

  function startAnew(today: string) {
    day = today;
    salt = randomBytes(32);
    known = new Uint8Array(BITS / 8);
    count = 0;
  }

  /** Forgets the salt and the filter of a day that is over: called now and then, also when nobody reads. */
  function forget(now: Date) {
    const today = dayOf(now);
    if (day !== today) startAnew(today);
  }

  /** Notes a reading; false when it was noted today already. */
  function isFirst({ address, agent, article }: Reading, now: Date): boolean {
    forget(now);
    if (count >= MOST_KNOWN) startAnew(day);
    const key = createHmac("sha256", salt).update([address, agent, article].join("\n")).digest();
    let isNew = false;
    for (let probe = 0; probe < PROBES; probe += 1) {
      const bit = key.readUInt32LE(probe * 4) % BITS;
      const [byte, mask] = [bit >> 3, 1 << (bit & 7)];
      const before = known[byte] ?? 0;
      if ((before & mask) === 0) isNew = true;
      known[byte] = before | mask;
    }
    if (isNew) count += 1;
    return isNew;
  }

  return { isFirst, forget };
}

/** The day (UTC) of a time, as the database writes it. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
