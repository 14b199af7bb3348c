import { parseObject } from "./browser-storage";

/**
 * The answer of `GET /api/v1/confirmations/attempt?campaign=…`: what became of the newest attempt of this browser to sign a
 * campaign, known from its own pending cookie. It says nothing about an address: `confirmed` means that the words of this
 * very attempt were confirmed, and `bounced` that the mail of this attempt came back.
 */
export type AttemptStatus = {
  status: "none" | "pending" | "confirmed";
  /** The signer's own link, once confirmed. */
  share?: string;
  mail?: "bounced";
  /** When another mail may be asked for, in milliseconds. */
  nextMailAt?: number;
  /** What the code will confirm. */
  words?: ConfirmedWords;
};

/** The words of an attempt, as they will stand in the signature. */
export type ConfirmedWords = {
  name: string;
  /** How the name is shown in public; absent if it is not. */
  shownName?: string;
  comment?: string;
  updates: boolean;
  /** Whether the target receives the name. */
  isNameDelivered?: boolean;
};

const TIMEOUT_MS = 10_000;

/** Asks what became of this browser's attempt. Null if there is no answer. */
export async function fetchAttemptStatus(campaign: string): Promise<AttemptStatus | null> {
  try {
    const response = await fetch(`/api/v1/confirmations/attempt?campaign=${encodeURIComponent(campaign)}`, {
      headers: { accept: "application/json" },
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? parseAttemptStatus(await response.text()) : null;
  } catch {
    // Offline or too slow: the next poll asks again.
    return null;
  }
}

function parseAttemptStatus(json: string): AttemptStatus | null {
  const { status, share, mail, nextMailAt, words } = parseObject(json);
  if (status !== "none" && status !== "pending" && status !== "confirmed") return null;
  return {
    status,
    ...(typeof share === "string" && { share }),
    ...(mail === "bounced" && { mail }),
    ...momentOf(nextMailAt),
    ...wordsOf(words),
  };
}

/** Parses the time of the next mail, which the API writes as ISO 8601. */
export function momentOf(value: unknown): { nextMailAt?: number } {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? {} : { nextMailAt: time };
}

function wordsOf(value: unknown): { words?: ConfirmedWords } {
  const { name, shownName, comment, updates, isNameDelivered } = parseObject(JSON.stringify(value ?? null));
  if (typeof name !== "string") return {};
  const words = {
    name,
    ...(typeof shownName === "string" && { shownName }),
    ...(typeof comment === "string" && { comment }),
    updates: updates === true,
    ...(typeof isNameDelivered === "boolean" && { isNameDelivered }),
  };
  return { words };
}
