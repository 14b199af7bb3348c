import { parseAttribution } from "@/lib/attribution";
/** What a page passes on: an article or a campaign in a language, and the plain address where it stands. */
export type ShareTarget = { locale: string; campaign?: string; article?: string; page: string };

/** A press on a button lets a browser open a window or its share sheet for about five seconds. */
const MADE_WITHIN_MS = 4_000;

const made = new Map<string, string>();
const keys = new Map<string, string>();
const making = new Map<string, Promise<string | null>>();
const listeners = new Set<() => void>();

/** The link that this page has for it already. */
export function getKnownLink(target: ShareTarget): string | null {
  return made.get(subjectOf(target)) ?? null;
}

/** Has somebody told whenever there is a link, or another one. Gives the way to stop it. */
export function subscribeToLinks(listen: () => void) {
  listeners.add(listen);
  return () => void listeners.delete(listen);
}

/** Signing has given its signer a link of their own: from now on everything on this page passes that one on. */
export function setLink(target: ShareTarget, link: string) {
  made.set(subjectOf(target), link);
  for (const listen of listeners) listen();
}

/** Makes a link, once for each page view however often it is asked; null when that failed, and asking again is harmless. */
export function makeLink(target: ShareTarget): Promise<string | null> {
  const subject = subjectOf(target);
  const known = made.get(subject);
  if (known) return Promise.resolve(known);
  const begun = making.get(subject) ?? askForLink(target).finally(() => making.delete(subject));
  making.set(subject, begun);
  return begun;
}

async function askForLink(target: ShareTarget): Promise<string | null> {
  const { locale, campaign, article } = target;
  const via = friendsCode();
  try {
    const answer = await fetch("/api/v1/links", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ locale, campaign, article, key: keyOf(target), ...(via && { via }) }),
      signal: AbortSignal.timeout(MADE_WITHIN_MS),
    });
    const { share } = await answer.json();
    if (!answer.ok || typeof share !== "string") return null;
    // Whoever has signed while it was on its way has a better one.
    if (!getKnownLink(target)) setLink(target, share);
    return getKnownLink(target);
  } catch {
    // Offline, too slow, or no JSON: the page's own address is passed on instead.
    return null;
  }
}

/** The friend's link through which this page was reached: the parent of the one that is made here. */
function friendsCode(): string | null {
  return parseAttribution(new URLSearchParams(location.search)).via ?? null;
}

/** Sent again with every attempt of this page view, so that an answer that got lost is not made twice. */
function keyOf(target: ShareTarget): string {
  const subject = subjectOf(target);
  const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)));
  const key = keys.get(subject) ?? bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  keys.set(subject, key);
  return key;
}

function subjectOf({ locale, campaign, article }: ShareTarget): string {
  return [locale, article ?? "", article ? "" : campaign, friendsCode()].join("/");
}
