import { LRUCache } from "lru-cache";
import pLimit, { type LimitFunction } from "p-limit";
import { perProcess } from "@/db/singleton";

const MAX_CACHE_BYTES = 64 * 1024 * 1024;
/** Images drawn at a time. One, so that another core keeps serving requests. */
const MAX_CONCURRENT = 1;
/** Images that may wait. Further requests are refused, because the wait would be too long. */
const MAX_QUEUED = 60;
/** Queue limit for downloads, smaller than that for messengers' previews, so that downloads never delay these much. */
const MAX_QUEUED_DOWNLOADS = 10;
/** Per network, so that one client never fills a queue. Messengers fetch many previews from few networks. */
const MAX_QUEUED_PER_NETWORK = 20;
/** Of ten: enough for a family or an office behind one address, while two such networks leave room for others. */
const MAX_QUEUED_DOWNLOADS_PER_NETWORK = 4;

/** How an image is drawn. Its content is read before it queues, so that a slow database does not block other images. */
type Drawing<Content> = {
  /** Null: the database is unavailable. */
  read: () => Promise<Content | null>;
  draw: (content: Content) => Promise<Uint8Array>;
  isDownload?: boolean;
  /** The network of the client, as `clientAddress` names it. */
  network: string;
};

class DrawingUnavailable extends Error {}

type DrawInQueue = (queue: LimitFunction) => Promise<Uint8Array>;

const images = perProcess("images", () => {
  const queue = pLimit(MAX_CONCURRENT);
  return new LRUCache<string, Uint8Array, DrawInQueue>({
    maxSize: MAX_CACHE_BYTES,
    sizeCalculation: (image) => image.byteLength,
    // Concurrent requests for a key share one drawing.
    fetchMethod: (_key, _stale, { context: draw }) => draw(queue),
  });
});

/** Returns an image from the cache, if it is there. */
export function getCachedImage(key: string): Uint8Array | undefined {
  return images().get(key);
}

/** How many images are queued for each network. */
const queuedFor = perProcess("images-queued", () => new Map<string, number>());

/** Returns the image of a key from the cache, else draws it. Null if too many images are queued, in all or for this network, or the database is unavailable. */
export async function drawImage<Content>(key: string, drawing: Drawing<Content>): Promise<Uint8Array | null> {
  try {
    return (await images().fetch(key, { context: (queue) => drawInQueue(queue, drawing) })) ?? null;
  } catch (error) {
    if (error instanceof DrawingUnavailable) return null;
    throw error;
  }
}

async function drawInQueue<Content>(queue: LimitFunction, drawing: Drawing<Content>) {
  const { read, draw, isDownload } = drawing;
  const maxQueued = isDownload ? MAX_QUEUED_DOWNLOADS : MAX_QUEUED;
  if (queue.pendingCount >= maxQueued) throw new DrawingUnavailable("too many images are queued");
  const leave = enterQueue(drawing);
  try {
    const content = await read();
    if (content === null) throw new DrawingUnavailable("the content of the image cannot be read");
    return await queue(() => draw(content));
  } finally {
    leave();
  }
}

/** Counts an image for its network until the returned function is called. */
function enterQueue({ network, isDownload = false }: Pick<Drawing<unknown>, "network" | "isDownload">) {
  const key = `${isDownload} ${network}`;
  const queued = queuedFor().get(key) ?? 0;
  if (queued >= (isDownload ? MAX_QUEUED_DOWNLOADS_PER_NETWORK : MAX_QUEUED_PER_NETWORK))
    throw new DrawingUnavailable("too many images are queued for this network");
  queuedFor().set(key, queued + 1);
  return () => {
    const remaining = (queuedFor().get(key) ?? 1) - 1;
    if (remaining > 0) queuedFor().set(key, remaining);
    else queuedFor().delete(key);
  };
}
