/** How long a worker may hold a batch: longer than a call may take, short enough for another to pick up what a killed one left. */
export const LEASE_SECONDS = 15;
/** Finding out what became of a batch may take many calls. */
export const RECONCILE_WITHIN_SECONDS = 600;

/** The provider forgets a key after 24 h. From then on the same call could send its mails a second time. */
const TRY_WITHIN_HOURS = 23;

/** A batch that was first tried no later than this is not to be tried again. */
export function triedTooLongAgo(now: Date): Date {
  return new Date(now.getTime() - TRY_WITHIN_HOURS * 3_600_000);
}
