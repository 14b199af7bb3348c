/** Why mails are not sent, as the worker and the outbox write it down, and our name for it. The provider's own words are not here. */
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

export type Reason = (typeof REASONS)[keyof typeof REASONS];

const reasons = new Map<string, Reason>(Object.entries(REASONS));

/** Reasons for which nobody misses the mail. */
const EXPECTED_REASONS: Reason[] = ["settled", "saidLater", "noReminders", "forgotten"];

/** Our name for why a mail was not sent; null when the reason is in the provider's own words. */
export function unsentReason(failure: string): Reason | null {
  return reasons.get(failure) ?? null;
}

/** How those are written down. */
export const EXPECTED_FAILURES = [...reasons].flatMap(([failure, reason]) =>
  EXPECTED_REASONS.includes(reason) ? failure : [],
);
