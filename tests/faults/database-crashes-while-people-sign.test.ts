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
/** The numbers of sent mails at which the database crashes. They do not depend on the speed of the machine. */
const CRASH_AT = [10, 60, 110];
const SEND_TIMEOUT_MS = 60_000;
const IDLE_TIMEOUT_MS = 90_000;

test("while the database crashes, no signature or mail is lost or duplicated, and no process ends", async () => {
  const lifetime = lifetimeOfTest();
  const exits: string[] = [];
  const recordExit = (name: string, event: string) => exits.push(`${name} ${event}`);
  const environment = await startFaultEnvironment({
    faults: noFaults,
    lifetime,
    step: withoutProgress,
    onEvent: recordExit,
  });
  const worker = startWorker({ variables: environment.variables, onLine: () => {}, onEvent: recordExit });
  lifetime.onStop(worker.stop);
  const { web } = environment;
  const processes = [web.pid(), worker.pid()];

  const { signal } = lifetime;
  const signing = signUnderFaults({
    url: environment.appUrl,
    people: PEOPLE,
    overMs: SIGN_OVER_MS,
    random: Math.random,
    signal,
  });
  const sentAtCrash: number[] = [];
  for (const sent of CRASH_AT) {
    await waitUntil(SEND_TIMEOUT_MS, signal, async () => environment.mails.length >= sent);
    sentAtCrash.push(environment.mails.length);
    await environment.crashDatabase();
  }
  await signing;
  // Premise: the database crashed while mail was being sent.
  expect(sentAtCrash[0]).toBeGreaterThan(0);
  expect(sentAtCrash[0]).toBeLessThan(PEOPLE);

  const sql = postgres(environment.databaseUrl, { max: 1 });
  lifetime.onStop(() => sql.end());
  expect(await waitUntil(IDLE_TIMEOUT_MS, signal, () => isIdle(sql, environment.mails))).toBe(true);
  expect([web.pid(), worker.pid()]).toEqual(processes);
  await worker.stop();
  const findings = checkMails(await gatherEvidence(sql, environment), PEOPLE);
  expect(findings.filter(({ holds }) => !holds)).toEqual([]);
  expect(exits).toEqual([]);
});
