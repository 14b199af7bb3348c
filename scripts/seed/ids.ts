import { v5, v7 } from "uuid";
import type { SeededRandom } from "./seeded-random";

const SAMPLE_NEWSROOM = "8d1f6c52-3f0e-5b7a-9a44-6a0d5f2f7c11";

/** Returns the id of a sample row: the same on every machine. */
export function fixedId(kind: string, ...name: string[]): string {
  return v5([kind, ...name].join("/"), SAMPLE_NEWSROOM);
}

/** Returns an id of that time, so that sample rows sort among real ones. */
export function idAt(at: Date, random: SeededRandom): string {
  return v7({ msecs: at.getTime(), random: Uint8Array.from({ length: 16 }, () => random.below(256)) });
}
