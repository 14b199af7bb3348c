import { parseObject } from "./browser-storage";

/**
 * The response of `GET /api/v1/confirmations/attempt?campaign=…`: the status of this browser's newest attempt to sign a
 * campaign, found through its pending cookie. It reveals nothing else about the address: `confirmed` means that exactly this
 * attempt was confirmed, and `bounced` that the mail of this attempt bounced.
 */
export type AttemptStatus = {
  status: "none" | "pending" | "confirmed";
  /** The signer's own link, once confirmed. */
  share?: string;
  mail?: "bounced";
  /** When another mail may be requested, in milliseconds. */
  nextMailAt?: number;
  /** How many more codes may be tried. */
  triesLeft?: number;
  /** What the code will confirm. */
  words?: ConfirmedFields;
};

/** The words of an attempt, as the signature will have them. */
export type ConfirmedFields = {
  name: string;
  /** How the name is shown in public; absent if it is not. */
  shownName?: string;
  comment?: string;
  updates: boolean;
  /** Whether the target receives the name. */
  isNameDelivered?: boolean;
};

const TIMEOUT_MS = 10_000;

/** Fetches the status of this browser's attempt. Null if there is no response. */
export async function fetchAttemptStatus(campaign: string): Promise<AttemptStatus | null> {
  try {
    const response = await fetch(`/api/v1/confirmations/attempt?campaign=${encodeURIComponent(campaign)}`, {
      headers: { accept: "application/json" },
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? parseAttemptStatus(await response.text()) : null;
  } catch {
    // Offline or too slow: the next poll tries again.
    return null;
  }
}

function parseAttemptStatus(json: string): AttemptStatus | null {
  const { status, share, mail, nextMailAt, triesLeft, words } = parseObject(json);
  if (status !== "none" && status !== "pending" && status !== "confirmed") return null;
  return {
    status,
    ...(typeof share === "string" && { share }),
    ...(mail === "bounced" && { mail }),
    ...parseNextMailAt(nextMailAt),
    ...(typeof triesLeft === "number" && { triesLeft }),
    ...parseWords(words),
  };
}

/** Parses the time of the next mail, which the API writes as ISO 8601. */
export function parseNextMailAt(value: unknown): { nextMailAt?: number } {
  const time = parseTime(value);
  return time === null ? {} : { nextMailAt: time };
}

/** Parses a time of the API to milliseconds. Null if it is none. */
export function parseTime(value: unknown): number | null {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

function parseWords(value: unknown): { words?: ConfirmedFields } {
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
