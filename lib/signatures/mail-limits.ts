import type postgres from "postgres";
import type { PendingAttempt } from "./pending-ticket";

/**
 * The minimum time between two confirmation mails about one petition to one address, whatever attempt they are about. The
 * daily limit per address (`daily-mail-limit.ts`) holds as well.
 */
export const CONFIRMATION_INTERVAL_SECONDS = 120;

/**
 * Returns the assignments that give an attempt new tries when its browser asks for a mail, two minutes after the last time. The
 * same for every address, whether or not a mail is sent: only a mail has a new code (`code_tries`).
 */
export function newTriesSql(sql: postgres.Sql) {
  const isDue = sql`signature_attempts.tries_shown_from + ${intervalSql(sql)} <= now()`;
  return sql`
    tries_shown = case when ${isDue} then 0 else signature_attempts.tries_shown end,
    tries_shown_from = case when ${isDue} then now() else signature_attempts.tries_shown_from end`;
}

/** Returns `CONFIRMATION_INTERVAL_SECONDS` as an interval. */
export function intervalSql(sql: postgres.Sql) {
  return sql`make_interval(secs => ${CONFIRMATION_INTERVAL_SECONDS}::int)`;
}

/** The minimum time between two "already signed" mails of a signature, and from any mail to a reminder. */
export const MAIL_INTERVAL_HOURS = 24;

/** The maximum number of confirmation mails of a signature, for all its attempts and with reminders. */
export const MAX_CONFIRMATION_MAILS = 5;

type Asked = Pick<PendingAttempt, "signatureId" | "fields" | "askedAt">;

/**
 * Returns when the mail is due that a browser asks for by signing now. `earlier` is its own attempt before that, if any: corrected
 * fields of the same signer are mailed `CONFIRMATION_INTERVAL_SECONDS` after that one, and the same fields are not mailed again
 * before. Known from the requests of this browser alone, so it reveals nothing about the address.
 */
export function mailDueAt(
  { signatureId, fields }: Omit<Asked, "askedAt">,
  { earlier, now }: { earlier: Asked | null; now: Date },
): Date {
  if (earlier?.signatureId !== signatureId) return now;
  const next = nextMailAt(earlier.askedAt);
  // As in `decideMails`: at most two mails wait.
  const isQueued = earlier.fields !== fields && earlier.askedAt.getTime() <= nextMailAt(now).getTime();
  return next <= now ? now : isQueued ? next : earlier.askedAt;
}

/** Returns when a browser whose mail is due at `askedAt` may ask for the next one: the same for every address. */
export function nextMailAt(askedAt: Date): Date {
  return new Date(askedAt.getTime() + CONFIRMATION_INTERVAL_SECONDS * 1_000);
}
