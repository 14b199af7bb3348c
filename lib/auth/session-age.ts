/** How long a session lasts. It is never prolonged, so its end tells when it began. */
export const SESSION_DAYS = 7;

/** When the session that ends then was begun. */
export function signedInAt(expires: Date): Date {
  return new Date(expires.getTime() - SESSION_DAYS * 86_400_000);
}

/** Taking personal data out asks for a sign-in that is at most this old. */
export const FRESH_MINUTES = 15;

/** Whether a sign-in is young enough for what asks for a fresh one. */
export function isFresh(signedInAt: Date, now: Date): boolean {
  return now.getTime() - signedInAt.getTime() <= FRESH_MINUTES * 60_000;
}
