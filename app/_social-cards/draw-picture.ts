import { LRUCache } from "lru-cache";
import pLimit, { type LimitFunction } from "p-limit";
import { perProcess } from "@/db/singleton";

const MOST_BYTES_KEPT = 64 * 1024 * 1024;
/** The other core goes on answering readers. */
const DRAWN_AT_ONCE = 1;
/** Whoever comes when so many wait is asked to come again, rather than to wait for all of them. */
const MOST_WAITING = 60;
/** Of pictures that are downloaded rather than previewed, fewer wait: they never crowd out a messenger's. */
const MOST_DOWNLOADS_WAITING = 10;

/** How a picture is made: what stands on it is read before it waits for its turn, so that no slow database holds up the others. */
type Making<Content> = {
  /** Null while the database is out of reach. */
  read: () => Promise<Content | null>;
  draw: (content: Content) => Promise<Uint8Array>;
  isDownload?: boolean;
};

class NotNow extends Error {}

type Make = (turns: LimitFunction) => Promise<Uint8Array>;

function newPictures() {
  const turns = pLimit(DRAWN_AT_ONCE);
  const kept = new LRUCache<string, Uint8Array, Make>({
    maxSize: MOST_BYTES_KEPT,
    sizeCalculation: (picture) => picture.byteLength,
    // One key is drawn once, however many ask for it meanwhile.
    fetchMethod: (_key, _stale, { context: make }) => make(turns),
  });
  return kept;
}

const pictures = perProcess("pictures", newPictures);

/** A picture that was drawn before and is remembered. */
export function cachedPicture(key: string): Uint8Array | undefined {
  return pictures().get(key);
}

/** The picture of a key: as it is remembered, else made. Null when too many are waiting to be drawn, or the database is out of reach. */
export async function drawPicture<Content>(key: string, making: Making<Content>): Promise<Uint8Array | null> {
  try {
    return (await pictures().fetch(key, { context: (turns) => make(turns, making) })) ?? null;
  } catch (error) {
    if (error instanceof NotNow) return null;
    throw error;
  }
}

async function make<Content>(turns: LimitFunction, { read, draw, isDownload }: Making<Content>) {
  const mayWait = isDownload ? MOST_DOWNLOADS_WAITING : MOST_WAITING;
  if (turns.pendingCount >= mayWait) throw new NotNow("too many pictures are waiting to be drawn");
  const content = await read();
  if (content === null) throw new NotNow("what stands on the picture cannot be read");
  return turns(() => draw(content));
}
