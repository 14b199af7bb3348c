import type { TaskList } from "graphile-worker";
import type { Database } from "@/db/client";
import { purgeExpiredSignIns } from "@/lib/auth/sign-in-link";
import { raiseGoals } from "@/lib/campaigns/raise-goals";
import { recordMilestones } from "@/lib/campaigns/record-milestones";
import { removeExpiredFiles } from "@/lib/exports/request-export";
import { log } from "@/lib/log";
import { forgetMailEvents } from "@/lib/outbox/mail-events";
import { FOLD_AGAIN_FROM, foldCountEvents, purgeMinuteTallies } from "@/lib/reporting/fold-count-events";
import { listMiscounts } from "@/lib/reporting/miscounts";
import { purgeVisitors } from "@/lib/sharing/purge-visitors";
import { reconcileMail } from "./reconcile-mail";
import { forgetAll, remindAll } from "./remind-and-purge-unconfirmed";

/** When the scheduled tasks run (UTC). A night that the worker slept through is made up for. */
export const CRONTAB = `
30 3 * * * compare-counts ?fill=1d
15 * * * * forget-sign-ins ?fill=1h
*/5 * * * * reconcile-mail
45 3 * * * forget-mail-events ?fill=1d
*/5 * * * * remind-unconfirmed
35 * * * * forget-unconfirmed ?fill=1h
50 * * * * forget-minutes ?fill=1h
20 * * * * forget-visitors ?fill=1h
*/10 * * * * remove-expired-exports
`;

/** What the schedule names. Each may run twice without harm. */
export function tasks(db: Database): TaskList {
  return {
    "compare-counts": () => compareCounts(db),
    "forget-sign-ins": () => purgeExpiredSignIns(db, { now: new Date() }),
    "reconcile-mail": () => reconcileMail(db),
    "forget-mail-events": () => forgetMailEvents(db, { now: new Date() }),
    "remind-unconfirmed": () => remindAll(db),
    "forget-unconfirmed": () => forgetAll(db),
    "forget-minutes": () => purgeMinuteTallies(db, { now: new Date() }),
    "forget-visitors": () => purgeVisitors(db, { now: new Date() }),
    "remove-expired-exports": async () => {
      await removeExpiredFiles(db, { now: new Date() });
    },
  };
}

/** Sounds the alarm for each campaign whose public count is wrong. Mends nothing: a wrong count is a bug to be understood. */
async function compareCounts(db: Database) {
  for (const miscount of await listMiscounts(db))
    log().error(miscount, "a count differs from its signatures");
}

const FOLD_EVERY_MS = 2_000;

/** One round of folding; says how long to rest. Too often for a schedule, whose grain is the minute. */
export async function foldRound(db: Database): Promise<number> {
  const folded = await foldCountEvents(db);
  return folded >= FOLD_AGAIN_FROM ? 0 : FOLD_EVERY_MS;
}

const RAISE_EVERY_MS = 3_000;

/** One round of raising goals; says how long to rest. */
export async function raiseRound(db: Database): Promise<number> {
  for (const raised of await raiseGoals(db)) log().info(raised, "a goal has been raised");
  return RAISE_EVERY_MS;
}

const LOOK_FOR_MILESTONES_EVERY_MS = 3_000;

/** One look for steps that campaigns have reached; says how long to rest. */
export async function milestoneRound(db: Database): Promise<number> {
  for (const reached of await recordMilestones(db, { now: new Date() }))
    log().info(reached, "a campaign has reached a milestone");
  return LOOK_FOR_MILESTONES_EVERY_MS;
}
