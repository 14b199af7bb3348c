import { REPEATING_TASKS } from "./repeating-tasks";

/** When the scheduled tasks run (UTC). `fill` makes up for runs that were missed while no worker was running. */
const SCHEDULE = `
* * * * * resume-exports ?jobKey=resume-exports&max=1
30 3 * * * compare-counts ?fill=1d
* * * * * close-proof-days ?jobKey=close-proof-days&max=1
15 * * * * purge-sign-ins ?fill=1h
*/5 * * * * reconcile-mail
25 * * * * purge-address-changes ?fill=1h
45 3 * * * purge-mail-events ?fill=1d
*/5 * * * * remind-unconfirmed
15 2 * * * apply-retention ?fill=1d
35 * * * * purge-unconfirmed ?fill=1h
50 * * * * purge-minute-tallies ?fill=1h
20 * * * * purge-visitors ?fill=1h
*/10 * * * * purge-expired-exports
0 4 * * * purge-failed-jobs
`;

/** Revives the repeating tasks of a killed worker within a minute. A waiting job keeps its time. */
const REVIVAL = REPEATING_TASKS.map(
  (name) => `* * * * * ${name} ?jobKey=${name}&jobKeyMode=preserve_run_at&max=1\n`,
).join("");

/** When the worker's tasks run, as a crontab of graphile-worker. */
export const CRONTAB = SCHEDULE + REVIVAL;
