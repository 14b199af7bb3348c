import { parseAttribution } from "@/lib/attribution";

/** What a page shares: an article or a campaign in a language, and its address without a query. */
export type ShareTarget = { locale: string; campaign?: string; article?: string; page: string };

/** Browsers allow a window or a share sheet for about five seconds after a click. */
const CREATE_TIMEOUT_MS = 4_000;

const links = new Map<string, string>();
const keys = new Map<string, string>();
const pending = new Map<string, Promise<string | null>>();
const listeners = new Set<() => void>();

/** Returns the link that this page view already has, or null. */
export function getKnownLink(target: ShareTarget): string | null {
  return links.get(subjectOf(target)) ?? null;
}

/** Calls `listen` whenever a link is set. Returns a function that unsubscribes. */
export function subscribeToLinks(listen: () => void) {
  listeners.add(listen);
  return () => void listeners.delete(listen);
}

/** Sets the link of a target, such as the signer's own link after signing. Every share button on the page uses it from now on. */
export function setLink(target: ShareTarget, link: string) {
  links.set(subjectOf(target), link);
  for (const listen of listeners) listen();
}

/** Creates a link, once per page view. Null if that failed; it can be called again. */
export function createLink(target: ShareTarget): Promise<string | null> {
  const subject = subjectOf(target);
  const known = links.get(subject);
  if (known) return Promise.resolve(known);
  const request = pending.get(subject) ?? requestLink(target).finally(() => pending.delete(subject));
  pending.set(subject, request);
  return request;
}

async function requestLink(target: ShareTarget): Promise<string | null> {
  const { locale, campaign, article } = target;
  const via = parentCode();
  try {
    const response = await fetch("/api/v1/links", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ locale, campaign, article, key: keyOf(target), ...(via && { via }) }),
      signal: AbortSignal.timeout(CREATE_TIMEOUT_MS),
    });
    const { share } = await response.json();
    if (!response.ok || typeof share !== "string") return null;
    // If the reader signed in the meantime, keep the signer's link.
    if (!getKnownLink(target)) setLink(target, share);
    return getKnownLink(target);
  } catch {
    // Offline, too slow, or not JSON: the address of the page is shared instead.
    return null;
  }
}

/** Returns the code of the share link that led to this page, the parent of a link created here. */
function parentCode(): string | null {
  return parseAttribution(new URLSearchParams(location.search)).via ?? null;
}

/** Returns the idempotency key of a target: repeated requests of this page view create one link. */
function keyOf(target: ShareTarget): string {
  const subject = subjectOf(target);
  const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)));
  const key = keys.get(subject) ?? bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  keys.set(subject, key);
  return key;
}

function subjectOf({ locale, campaign, article }: ShareTarget): string {
  return [locale, article ?? "", article ? "" : campaign, parentCode()].join("/");
}
