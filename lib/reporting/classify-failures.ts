import { UNSENT_REASONS, type UnsentReason } from "@/lib/outbox/unsent-reasons";

/** Reasons that are not a problem: the mail was no longer needed. */
const EXPECTED_REASONS: UnsentReason[] = [
  "confirmedOrWithdrawn",
  "signatureNotCounted",
  "superseded",
  "wantsNoReminders",
  "supporterPurged",
  "signatureNotFound",
];

/** Returns the reason of a stored failure. Null for the provider's own error messages. */
export function unsentReason(failure: string): UnsentReason | null {
  const reasons = Object.keys(UNSENT_REASONS).filter(isReason);
  return reasons.find((name) => UNSENT_REASONS[name] === failure) ?? null;
}

function isReason(name: string): name is UnsentReason {
  return Object.hasOwn(UNSENT_REASONS, name);
}

/** The stored failures that are not a problem. */
export const EXPECTED_FAILURES = EXPECTED_REASONS.map((reason) => UNSENT_REASONS[reason]);
