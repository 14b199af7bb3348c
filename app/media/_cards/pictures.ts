import { LRUCache } from "lru-cache";
import pLimit from "p-limit";

const MOST_BYTES_KEPT = 64 * 1024 * 1024;
/** The other core goes on answering readers. */
const DRAWN_AT_ONCE = 1;
/** Whoever comes when so many wait is asked to come again, rather than to wait for all of them. */
const MOST_WAITING = 60;

export class TooMany extends Error {}

type Draw = () => Promise<Uint8Array>;

function newPictures() {
  const turns = pLimit(DRAWN_AT_ONCE);
  const kept = new LRUCache<string, Uint8Array, Draw>({
    maxSize: MOST_BYTES_KEPT,
    sizeCalculation: (picture) => picture.byteLength,
    // One key is drawn once, however many ask for it meanwhile.
    fetchMethod: (_key, _stale, { context: draw }) => {
      if (turns.pendingCount >= MOST_WAITING) throw new TooMany("too many pictures are waiting to be drawn");
      return turns(draw);
    },
  });
  return kept;
}

/** Kept on `globalThis`, so that hot reload, or a module that is bundled twice, remembers the same. */
const held = globalThis as typeof globalThis & { groundswellPictures?: LRUCache<string, Uint8Array, Draw> };

function pictures() {
  held.groundswellPictures ??= newPictures();
  return held.groundswellPictures;
}

/** A picture that was drawn before and is remembered. */
export function keptPicture(key: string): Uint8Array | undefined {
  return pictures().get(key);
}

/** The picture of a key: as it is remembered, else drawn. Null when too many are waiting to be drawn. */
export async function pictureOf(key: string, draw: Draw): Promise<Uint8Array | null> {
  try {
    return (await pictures().fetch(key, { context: draw })) ?? null;
  } catch (error) {
    if (error instanceof TooMany) return null;
    throw error;
  }
}
