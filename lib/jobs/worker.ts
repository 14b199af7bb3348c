import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "@/db/client";
import { directDatabaseUrl } from "@/lib/database";
import { log } from "@/lib/log";
import { sealRounds, sendRounds } from "./deliver-mail";
import { repeat } from "./repeat";
import { runQueue } from "./run-queue";
import { queueOf } from "./tasks";

/** Two loops, eight jobs, the lock that is held while the provider is called, and one to spare. */
const CONNECTIONS = 12;
/** When the worker stops, a call to the provider may go on for this time. */
const FINISH_CALL_MS = 4_000;
/** Stopping as a whole takes at most this time. */
const STOP_TIMEOUT_MS = 8_000;

/**
 * Starts sealing and sending mail, and the queue of all other jobs. Survives restarts of the database and outages of the
 * provider. `stop` lets steps and jobs in progress end, within 8 s, and releases what they hold.
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const url = directDatabaseUrl();
  if (!url) throw new Error("the worker needs DATABASE_DIRECT_URL with DATABASE_POOL_MODE=transaction");
  const db = connect(url, CONNECTIONS);
  const interruption = new AbortController();
  const queue = queueOf(db);
  const loops = [
    repeat("sealing", sealRounds(db)),
    repeat("sending", sendRounds(db, interruption.signal)),
    repeat("queue", (stopping) => runQueue(queue, { url, stopping })),
  ];
  log().info("the worker is running");

  async function stop() {
    const callTimeout = setTimeout(() => interruption.abort(), FINISH_CALL_MS);
    const stopped = Promise.all(loops.map((loop) => loop.stop())).then(() => true);
    const inTime = await Promise.race([stopped, sleep(STOP_TIMEOUT_MS, false, { ref: false })]);
    clearTimeout(callTimeout);
    await db.$client.end({ timeout: 1 });
    // What is still held becomes free by itself: a lease expires, and a transaction ends with its connection.
    log()[inTime ? "info" : "warn"]({ inTime }, "the worker has stopped");
  }
  return { stop };
}
