/** The minimum time between two confirmation mails of a signature, reminders included, or between two "already signed" mails. */
export const MAIL_INTERVAL_HOURS = 24;

/** The maximum number of confirmation mails of a signature, reminders included. */
export const MAX_CONFIRMATION_MAILS = 5;
