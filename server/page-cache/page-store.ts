import { LRUCache } from "lru-cache";
import type { PageChange } from "@/lib/page-changes";
import { isNotFoundPath } from "@/lib/paths";
import { isPublicRedirect, type KeptAnswer, MAX_ANSWER_BYTES, sizeOf } from "./kept-answer";
import type { Rendering } from "./render";
import type { CachedRoute } from "./routes";

const MEGABYTE = 1024 * 1024;
/** Separate, so that images and redirects, of which clients can cause any number, displace no page. */
const MAX_BYTES = { pages: 96 * MEGABYTE, images: 32 * MEGABYTE, redirects: 2 * MEGABYTE };
const REDIRECT_FRESH_MS = 2_000;
const IMMUTABLE_FRESH_MS = 86_400_000;
/** What changes by itself, such as a closing, shows after this time. */
const MAX_FRESH_MS = 60_000;
const SHARED_AGE = /(?:^|[\s,])s-maxage=(\d+)/;
const PRIVATE = /(?:^|[\s,])(?:private|no-store|no-cache)\b/;

type Shelf = keyof typeof MAX_BYTES;

/** What a rendering is worth keeping as. */
export type Place = { shelf: Shelf; freshMs: number };

/** Returns where a rendering is kept, or null if it must not be: it may be private, incomplete, or one of any number. */
export function placeOf(route: CachedRoute, { status, headers, hasCookie, body }: Rendering): Place | null {
  const caching = headers["cache-control"] ?? "";
  if (hasCookie || body.byteLength > MAX_ANSWER_BYTES || route.kind === "preview") return null;
  if (route.kind === "page" && isPublicRedirect({ status, headers }))
    return { shelf: "redirects", freshMs: REDIRECT_FRESH_MS };
  // One for each language, and sent for every unknown address.
  if (status === 404 && isNotFoundPath(route.target)) return { shelf: "pages", freshMs: MAX_FRESH_MS };
  if (status !== 200 || PRIVATE.test(caching)) return null;
  if (route.kind === "image")
    return caching.includes("immutable") ? { shelf: "images", freshMs: IMMUTABLE_FRESH_MS } : null;
  // Next names no time for them.
  if (route.kind === "file") return { shelf: "pages", freshMs: MAX_FRESH_MS };
  const [, seconds] = SHARED_AGE.exec(caching) ?? [];
  if (!seconds) return null;
  // An embed names `s-maxage=2` for the caches of others, which learn of no change.
  const freshMs = route.target.includes("/embed/") ? MAX_FRESH_MS : Number(seconds) * 1_000;
  return { shelf: "pages", freshMs: Math.min(freshMs, MAX_FRESH_MS) };
}

export type PageStore = ReturnType<typeof pageStore>;

/** Keeps answers in memory, the most recently used ones. */
export function pageStore() {
  const shelves = {
    pages: shelf(MAX_BYTES.pages),
    images: shelf(MAX_BYTES.images),
    redirects: shelf(MAX_BYTES.redirects),
  };
  const all = Object.values(shelves);
  const { pages, images, redirects } = shelves;
  /** Campaigns whose new count is marked on every page that shows it: a thousand confirmations a second search the pages once. */
  const markedCounts = new Set<string>();
  return {
    get: (target: string) => pages.get(target) ?? images.get(target) ?? redirects.get(target),
    set(target: string, { answer, place }: { answer: KeptAnswer; place: Place }) {
      for (const each of all) if (each !== shelves[place.shelf]) each.delete(target);
      shelves[place.shelf].set(target, answer);
      for (const slug of answer.campaigns) markedCounts.delete(slug);
    },
    /** Replaces a page by a smaller form of it. */
    replacePage(target: string, answer: KeptAnswer) {
      pages.set(target, answer);
    },
    delete(target: string) {
      for (const each of all) each.delete(target);
    },
    /** Marks the answers that a change concerns. They are kept, for the case that they cannot be rendered anew. */
    markChanged(change: PageChange) {
      const isCount = change.kind === "count";
      if (isCount && change.campaigns?.every((slug) => markedCounts.has(slug))) return;
      // The address of an image names the count that it shows.
      for (const each of isCount ? [pages] : all)
        each.forEach((answer) => {
          markIfConcerned(answer, change);
        });
      if (isCount) for (const slug of change.campaigns ?? []) markedCounts.add(slug);
    },
  };
}

function shelf(maxSize: number) {
  return new LRUCache<string, KeptAnswer>({
    maxSize,
    maxEntrySize: MAX_ANSWER_BYTES * 2,
    sizeCalculation: sizeOf,
  });
}

/** Marks an answer if a change concerns it. */
export function markIfConcerned(answer: KeptAnswer, { kind, campaigns }: PageChange): void {
  const isConcerned = campaigns === null || campaigns.some((slug) => answer.campaigns.has(slug));
  if (isConcerned && answer.changed !== "content") answer.changed = kind;
}
