/**
 * The minimum time between two confirmation mails about one petition to one address, whatever attempt they are about. The
 * daily limit per address (`daily-mail-limit.ts`) holds as well.
 */
export const CONFIRMATION_INTERVAL_SECONDS = 120;

/** The minimum time between two "already signed" mails of a signature, and from any mail to a reminder. */
export const MAIL_INTERVAL_HOURS = 24;

/** The maximum number of confirmation mails of a signature, for all its attempts and with reminders. */
export const MAX_CONFIRMATION_MAILS = 5;

/** Returns when a browser that asks for a mail at `askedAt` may ask for the next one: the same for every address. */
export function nextMailAt(askedAt: Date): Date {
  return new Date(askedAt.getTime() + CONFIRMATION_INTERVAL_SECONDS * 1_000);
}
