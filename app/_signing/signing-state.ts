import { keep, parseObject, readKept } from "./browser-storage";
import { forgetDraft } from "./sign-draft";

/** How far the reader of this browser is with a campaign. `share` is the signer's own link. */
export type SigningState =
  | { step: "open" }
  | { step: "pending"; since: number; nextMailAt?: number }
  | { step: "signed"; share: string };

const OPEN: SigningState = { step: "open" };
const PREFIX = "groundswell:signing:";

const states = new Map<string, SigningState>();
const listeners = new Map<string, Set<() => void>>();

/** Returns the state of a campaign: one for all its forms, bars and links, in every tab of this browser. */
export function getSigningState(campaign: string): SigningState {
  const known = states.get(campaign);
  if (known) return known;
  const kept = parseState(readKept("localStorage", PREFIX + campaign));
  states.set(campaign, kept);
  return kept;
}

/** Calls `listen` when the state changes, also when another tab changes it. Returns a function that unsubscribes. */
export function subscribeToSigning(campaign: string, listen: () => void): () => void {
  if (listeners.size === 0) globalThis.addEventListener?.("storage", readFromOtherTab);
  const others = listeners.get(campaign) ?? new Set();
  listeners.set(campaign, others.add(listen));
  return () => {
    others.delete(listen);
    if (others.size === 0) listeners.delete(campaign);
    if (listeners.size === 0) globalThis.removeEventListener?.("storage", readFromOtherTab);
  };
}

/** Records that a mail was asked for. `nextMailAt` is when the next one may be asked for, in milliseconds. */
export function setPending(campaign: string, { now, nextMailAt }: { now: number; nextMailAt?: number }) {
  change(campaign, { step: "pending", since: now, ...(nextMailAt && { nextMailAt }) });
}

/** Records that this browser's signature was confirmed, and forgets what was typed. */
export function setSigned(campaign: string, share: string) {
  forgetDraft(campaign);
  change(campaign, { step: "signed", share });
}

/** Shows the form again: to correct what was typed, or for another person at this browser. */
export function reopenForm(campaign: string) {
  change(campaign, OPEN);
}

function change(campaign: string, state: SigningState) {
  keep("localStorage", PREFIX + campaign, state.step === "open" ? null : JSON.stringify(state));
  announce(campaign, state);
}

function announce(campaign: string, state: SigningState) {
  states.set(campaign, state);
  for (const listen of [...(listeners.get(campaign) ?? [])]) listen();
}

/** `key` is null when the other tab cleared everything. */
function readFromOtherTab({ key, newValue }: StorageEvent) {
  const campaigns =
    key === null ? [...listeners.keys()] : key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : [];
  for (const campaign of campaigns) {
    const state = parseState(key === null ? null : newValue);
    if (state.step === "signed") forgetDraft(campaign);
    announce(campaign, state);
  }
}

/** Parses what is kept. Anything that is not a state of ours is the open form. */
function parseState(kept: string | null): SigningState {
  const { step, share, since, nextMailAt } = parseObject(kept);
  if (step === "signed" && typeof share === "string" && URL.canParse(share)) return { step, share };
  if (step !== "pending" || typeof since !== "number") return OPEN;
  return { step, since, ...(typeof nextMailAt === "number" && { nextMailAt }) };
}
