import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "@/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { surgeRound } from "./alert-surges";
import { applyRounds } from "./apply-mail-events";
import { sealRounds, sendRounds } from "./deliver-mail";
import { exportRound } from "./make-exports";
import { measureRound } from "./measure-delivery";
import { pendingRound } from "./measure-pending";
import { repeat } from "./repeat";
import { runSchedule } from "./schedule";
import { CRONTAB, foldRound, milestoneRound, raiseRound, tasks } from "./tasks";

/** One for each loop, one that holds the turn while the provider is called, and some to spare for tasks. */
const CONNECTIONS = 12;
/** A call to the provider that is under way when the worker stops may take this long … */
const FINISH_CALL_WITHIN_MS = 4_000;
/** … and all the rest this long, together. */
const STOP_WITHIN_MS = 8_000;

/**
 * Starts what runs beside the web: the outbox, the folding of counts and the schedule. It outlives restarts of the
 * database and outages of the provider. `stop` lets the step under way end, within bounds, and gives back what is held.
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const db = connect(env().DATABASE_URL, CONNECTIONS);
  const interruption = new AbortController();
  const schedule = { taskList: tasks(db), crontab: CRONTAB };
  const loops = [
    repeat("sealing", sealRounds(db)),
    repeat("sending", sendRounds(db, interruption.signal)),
    repeat("feedback", applyRounds(db)),
    repeat("tallies", () => foldRound(db)),
    repeat("goals", () => raiseRound(db)),
    repeat("milestones", () => milestoneRound(db)),
    repeat("figures", () => measureRound(db)),
    repeat("pending", () => pendingRound(db)),
    repeat("surges", () => surgeRound(db)),
    repeat("exports", (stopping) => exportRound(db, stopping)),
    repeat("schedule", (stopping) => runSchedule(schedule, stopping)),
  ];
  log().info("the worker is running");

  async function stop() {
    const patience = setTimeout(() => interruption.abort(), FINISH_CALL_WITHIN_MS);
    const stopped = Promise.all(loops.map((loop) => loop.stop())).then(() => true);
    const inTime = await Promise.race([stopped, sleep(STOP_WITHIN_MS, false, { ref: false })]);
    clearTimeout(patience);
    await db.$client.end({ timeout: 1 });
    // What was held comes free by itself: a lease runs out, a transaction ends with its connection.
    log()[inTime ? "info" : "warn"]({ inTime }, "the worker has stopped");
  }
  return { stop };
}
