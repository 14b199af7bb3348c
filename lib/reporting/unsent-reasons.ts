/** Maps the failures that the worker and the outbox store to short names. The provider's own error messages are not listed. */
const REASONS = {
  "limit: three mails a day": "limit",
  "suppressed: the address bounced": "bounced",
  "suppressed: its owner complained": "complained",
  "suppressed: its owner wants no mail": "asked",
  "its owner wants no reminders": "noReminders",
  "its owner was forgotten": "forgotten",
  "about no signature": "forgotten",
  "confirmed already, or withdrawn": "settled",
  "withdrawn, or not counted": "settled",
  "a later mail says the same": "saidLater",
  "used, expired, or no longer on the staff": "signInOver",
  "no longer on the staff": "offStaff",
  "could not be written: see the log": "unwritten",
  "nothing to say": "unwritten",
  "the provider took its batch, but not this mail": "leftOut",
  "failed at the provider": "failedThere",
  "suppressed by the provider": "suppressedThere",
} as const;

type Reason = (typeof REASONS)[keyof typeof REASONS];

const reasons = new Map<string, Reason>(Object.entries(REASONS));

/** Reasons that are not a problem: the mail was no longer needed. */
const EXPECTED_REASONS: Reason[] = ["settled", "saidLater", "noReminders", "forgotten"];

/** Returns the short name of a stored failure. Null for the provider's own error messages. */
export function unsentReason(failure: string): Reason | null {
  return reasons.get(failure) ?? null;
}

/** The stored failures that are not a problem. */
export const EXPECTED_FAILURES = [...reasons].flatMap(([failure, reason]) =>
  EXPECTED_REASONS.includes(reason) ? failure : [],
);
