/**
 * The reasons why a message got no mail, or its mail was not sent, as stored in `outbox_messages.failure`. Never change a
 * stored text. Failures that are not listed are the provider's own error messages.
 */
export const UNSENT_REASONS = {
  /** The text stays the same if `MAILS_PER_DAY` changes. */
  dailyLimit: "limit: three mails a day",
  bounced: "suppressed: the address bounced",
  complained: "suppressed: its owner complained",
  wantsNoMail: "suppressed: its owner wants no mail",
  wantsNoReminders: "its owner wants no reminders",
  supporterPurged: "its owner was forgotten",
  signatureNotFound: "about no signature",
  confirmedOrWithdrawn: "confirmed already, or withdrawn",
  signatureNotCounted: "withdrawn, or not counted",
  superseded: "a later mail says the same",
  signInLinkInvalid: "used, expired, or no longer on the staff",
  staffMemberRemoved: "no longer on the staff",
  renderFailed: "could not be written: see the log",
  /** The renderer of the topic returned nothing for the message. */
  notRendered: "nothing to say",
  notAccepted: "the provider took its batch, but not this mail",
  failedAtProvider: "failed at the provider",
  suppressedByProvider: "suppressed by the provider",
} as const;

export type UnsentReason = keyof typeof UNSENT_REASONS;
