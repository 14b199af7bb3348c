/** How long a worker may be silent before another takes its export over: many times what a piece takes. */
export const LEASE_SECONDS = 30;
/** An export that ends so many leases without getting any further has failed. */
export const MOST_ATTEMPTS = 5;
/** Rows of one read: each is one short statement. */
export const ROWS_AT_ONCE = 2_500;
/** A piece of a file is closed once it is this long: what web and worker hold in memory of a file, of whatever size. */
export const CHUNK_BYTES = 1024 * 1024;
/** Counting and adding up read every signature of a campaign: longer than other statements may take. */
export const COUNT_WITHIN_SECONDS = 120;
