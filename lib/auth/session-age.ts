/** The duration of a session. Sessions are never extended, so the start follows from the end. */
export const SESSION_DAYS = 7;

/** Returns the start of a session that expires at the given time. */
export function signedInAt(expires: Date): Date {
  return new Date(expires.getTime() - SESSION_DAYS * 86_400_000);
}

/** Exporting personal data requires a sign-in that is at most this old. */
export const FRESH_MINUTES = 15;

/** Whether a sign-in is at most `FRESH_MINUTES` old. */
export function isFresh(signedInAt: Date, now: Date): boolean {
  return now.getTime() - signedInAt.getTime() <= FRESH_MINUTES * 60_000;
}
