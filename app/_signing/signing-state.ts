import { parseObject, readStorage, writeStorage } from "./browser-storage";
import { refreshCount } from "./polled-count";
import { deleteDraft } from "./sign-draft";

/** The signing state of this browser for a campaign: not signed, waiting for the confirmation, or signed. `share` is the signer's own link, `receipt` the page of their receipt, if they are known. */
export type SigningState =
  | { step: "open" }
  | { step: "pending"; since: number; nextMailAt?: number; mailAt?: number }
  | { step: "signed"; share: string | null; receipt?: string };

const OPEN: SigningState = { step: "open" };
const PREFIX = "groundswell:signing:";

const states = new Map<string, SigningState>();
/** Campaigns whose state the browser refused to store. Only this page has it. */
const unstored = new Set<string>();
const listeners = new Map<string, Set<() => void>>();

/** Returns the state of a campaign: one for all its forms, bars and links, in every tab of this browser. */
export function getSigningState(campaign: string): SigningState {
  const known = states.get(campaign);
  if (known) return known;
  const stored = parseState(readStorage("localStorage", PREFIX + campaign));
  states.set(campaign, stored);
  return stored;
}

/** Calls `listen` when the state changes, also when another tab changes it. Returns a function that unsubscribes. */
export function subscribeToSigning(campaign: string, listen: () => void): () => void {
  // Loads the current state, so that `readAgain` notices a change.
  getSigningState(campaign);
  if (listeners.size === 0) listenToBrowser("addEventListener");
  const others = listeners.get(campaign) ?? new Set();
  listeners.set(campaign, others.add(listen));
  return () => {
    others.delete(listen);
    if (others.size === 0) listeners.delete(campaign);
    if (listeners.size === 0) listenToBrowser("removeEventListener");
  };
}

type Requested = { now: number; nextMailAt?: number; mailAt?: number };

/**
 * Records that a mail was requested. In milliseconds, `nextMailAt` is when the next one may be requested, and `mailAt` when this one
 * is due, if not at once.
 */
export function setPending(campaign: string, { now, nextMailAt, mailAt }: Requested) {
  change(campaign, {
    step: "pending",
    since: now,
    ...(nextMailAt && { nextMailAt }),
    ...(mailAt && { mailAt }),
  });
}

/** Records that this browser's signature was confirmed, and deletes what was typed. */
export function setSigned(campaign: string, share: string | null, receipt?: string) {
  deleteDraft(campaign);
  change(campaign, { step: "signed", share, ...(receipt && { receipt }) });
}

/** Shows the form again: to correct the input, or for another person at this browser. */
export function reopenForm(campaign: string) {
  change(campaign, OPEN);
}

function change(campaign: string, state: SigningState) {
  const value = state.step === "open" ? null : JSON.stringify(state);
  if (writeStorage("localStorage", PREFIX + campaign, value)) unstored.delete(campaign);
  else unstored.add(campaign);
  announce(campaign, state);
}

function announce(campaign: string, state: SigningState) {
  states.set(campaign, state);
  for (const listen of [...(listeners.get(campaign) ?? [])]) listen();
}

/** Changes in other tabs fire `storage`. A page restored from the back/forward cache has missed them, and fires `pageshow`. */
function listenToBrowser(act: "addEventListener" | "removeEventListener") {
  globalThis[act]("storage", readAgain);
  globalThis[act]("pageshow", readAgain);
}

function readAgain(event: Event) {
  const key = event instanceof StorageEvent ? event.key : null;
  for (const campaign of listeners.keys()) {
    if (unstored.has(campaign) || (key !== null && key !== PREFIX + campaign)) continue;
    const stored = readStorage("localStorage", PREFIX + campaign);
    if (JSON.stringify(parseState(stored)) === JSON.stringify(getSigningState(campaign))) continue;
    const state = parseState(stored);
    if (state.step === "signed") {
      deleteDraft(campaign);
      refreshCount(campaign);
    }
    announce(campaign, state);
  }
}

/** Parses a stored state. Anything invalid is `open`. */
function parseState(stored: string | null): SigningState {
  const { step, share, receipt, since, nextMailAt, mailAt } = parseObject(stored);
  if (step === "signed")
    return {
      step,
      share: isAddress(share) ? share : null,
      ...(isAddress(receipt) && { receipt }),
    };
  if (step !== "pending" || typeof since !== "number") return OPEN;
  return {
    step,
    since,
    ...(typeof nextMailAt === "number" && { nextMailAt }),
    ...(typeof mailAt === "number" && { mailAt }),
  };
}

function isAddress(value: unknown): value is string {
  return typeof value === "string" && /^https?:/.test(value);
}
