/** How long a worker may be silent before another takes its export over: many times what a piece takes. */
export const LEASE_SECONDS = 60;
/** An export that ends so many leases in a row without getting any further has failed. */
export const MOST_ATTEMPTS = 5;
