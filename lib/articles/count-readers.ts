import { createHmac, randomBytes } from "node:crypto";

/** 4 MB: at four million readings a day, 2 % are false positives. */
const BITS = 2 ** 25;
const PROBES = 5;
/** The filter is reset at this count, before false positives become frequent. */
const MAX_READINGS = 5_000_000;

/** The parts of a request that identify a reader. Never stored. */
export type Reading = { address: string; agent: string; article: string };

/**
 * Detects the first reading of an article by a reader on a day (UTC) without storing readers. It keeps a Bloom filter
 * (Bloom, 1970) of HMACs under a random daily salt, in the memory of this process only. Readers cannot be recovered from the
 * filter, and both are discarded at the end of the day. False positives leave a reader uncounted. Each process has its own
 * filter, so several processes may each count the same reader once.
 */
export function createReaderFilter() {
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

  /** Discards the salt and the filter of a past day. Called by a timer, so that it also happens without traffic. */
  function discardPastDay(now: Date) {
    const today = dayOf(now);
    if (day !== today) startAnew(today);
  }

  /** Records a reading. Returns false if it was recorded today already. */
  function isFirst({ address, agent, article }: Reading, now: Date): boolean {
    discardPastDay(now);
    if (count >= MAX_READINGS) startAnew(day);
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

  return { isFirst, discardPastDay };
}

/** Formats the day (UTC) of a time as YYYY-MM-DD. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
