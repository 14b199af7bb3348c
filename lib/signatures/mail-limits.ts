/** At most one confirmation mail for a signature in this time, a reminder included (or, once confirmed, one that says so) … */
export const MAIL_INTERVAL_HOURS = 24;

/** … and so many to confirm it ever. */
export const MAX_CONFIRMATION_MAILS = 5;
