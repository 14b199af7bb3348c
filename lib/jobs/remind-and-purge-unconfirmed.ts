import type { Database } from "@/db/client";
import { env } from "@/lib/env";
import { purgeUnconfirmed } from "@/lib/signatures/purge";
import { remindUnconfirmed } from "@/lib/signatures/remind";

/** So many signatures in one transaction: short enough that hardly anybody meets its locks. */
const AT_ONCE = 500;
/** So many transactions in one run. What is left over has time until the next. */
const MOST_ROUNDS = 200;

/** Reminds everybody who is due to be reminded, if anybody ever is. */
export function remindAll(db: Database): Promise<void> {
  const afterHours = env().REMIND_AFTER_HOURS;
  return inRounds((limit) => remindUnconfirmed(db, { now: new Date(), afterHours, limit }));
}

/** Forgets every signature that has waited for its confirmation too long. */
export function forgetAll(db: Database): Promise<void> {
  const afterDays = env().FORGET_UNCONFIRMED_AFTER_DAYS;
  return inRounds((limit) => purgeUnconfirmed(db, { now: new Date(), afterDays, limit }));
}

async function inRounds(round: (limit: number) => Promise<number>) {
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
    if ((await round(AT_ONCE)) < AT_ONCE) return;
  }
}
