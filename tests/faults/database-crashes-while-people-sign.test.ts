import postgres from "postgres";
import { expect, test } from "vitest";
import { checkMails } from "@/scripts/faults/checks";
import { startFaultEnvironment } from "@/scripts/faults/environment";
import { gatherEvidence, isIdle } from "@/scripts/faults/evidence";
import { signUnderFaults } from "@/scripts/faults/people";
import { waitUntil } from "@/scripts/faults/run";
import { noFaults } from "@/scripts/mailbox/faults";
import { startWorker } from "@/scripts/stack/parts";
import { lifetimeOfTest, withoutProgress } from "../support/lifetime";

const PEOPLE = 200;
const SIGN_OVER_MS = 12_000;
/** It crashes when so many mails are out, however fast the machine is. */
const CRASH_AT = [10, 60, 110];
const SENT_WITHIN_MS = 60_000;
const QUIET_WITHIN_MS = 90_000;

test("the database crashes while people sign and mail goes out: nothing is lost, nothing doubled, no process ends", async () => {
  const lifetime = lifetimeOfTest();
  const ends: string[] = [];
  const tell = (name: string, event: string) => ends.push(`${name} ${event}`);
  const ground = await startFaultEnvironment({
    faults: noFaults,
    lifetime,
    step: withoutProgress,
    onEvent: tell,
  });
  const worker = startWorker({ variables: ground.variables, onLine: () => {}, onEvent: tell });
  lifetime.onStop(worker.stop);
  const { web } = ground;
  const processes = [web.pid(), worker.pid()];

  const { signal } = lifetime;
  const signing = signUnderFaults({
    url: ground.appUrl,
    people: PEOPLE,
    overMs: SIGN_OVER_MS,
    random: Math.random,
    signal,
  });
  const sentAtCrash: number[] = [];
  for (const sent of CRASH_AT) {
    await waitUntil(SENT_WITHIN_MS, signal, async () => ground.mails.length >= sent);
    sentAtCrash.push(ground.mails.length);
    await ground.crashDatabase();
  }
  await signing;
  // The premise: it crashed while mail was going out.
  expect(sentAtCrash[0]).toBeGreaterThan(0);
  expect(sentAtCrash[0]).toBeLessThan(PEOPLE);

  const sql = postgres(ground.databaseUrl, { max: 1 });
  lifetime.onStop(() => sql.end());
  expect(await waitUntil(QUIET_WITHIN_MS, signal, () => isIdle(sql, ground.mails))).toBe(true);
  expect([web.pid(), worker.pid()]).toEqual(processes);
  await worker.stop();
  const findings = checkMails(await gatherEvidence(sql, ground), PEOPLE);
  expect(findings.filter(({ holds }) => !holds)).toEqual([]);
  expect(ends).toEqual([]);
});
