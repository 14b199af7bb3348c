import { expect, test, vi } from "vitest";
import {
  countMails,
  type DemoSettings,
  listDemoProcesses,
  queryDemo,
  someDemoSettings,
  startDemo,
} from "../support/demo";
import { CAMPAIGN } from "../support/public-api";

const POLL = { timeout: 20_000, interval: 200 };

function post(url: string, fields: Record<string, unknown>) {
  const headers = { "content-type": "application/json" };
  return fetch(url, { method: "POST", body: JSON.stringify(fields), headers });
}

async function count(settings: DemoSettings, rows: string): Promise<number> {
  const [row] = await queryDemo(settings, `select count(*)::int as rows from ${rows}`);
  return Number(row?.rows);
}

const countQueuedMails = (settings: DemoSettings) =>
  count(settings, "outbox_messages where sent_at is null and failed_at is null");

type Step = {
  /** How the mailbox fails during this step. */
  faults: { droppedAnswer?: number; serverError?: number };
  signers: string[];
  /** How many mails each signer has received when the demo is stopped. */
  arrived: number;
};

const steps: Step[] = [
  { faults: { droppedAnswer: 1 }, signers: ["answer-was-dropped"], arrived: 1 },
  { faults: { serverError: 1 }, signers: ["mail-cannot-leave", "right-before-the-stop"], arrived: 0 },
];

test("a demo that is stopped while mails are queued loses no signature and sends each mail once", async () => {
  const settings = await someDemoSettings();
  const demo = await startDemo(settings);
  expect((await listDemoProcesses(settings)).length).toBeGreaterThan(4);

  const before = await count(settings, "signatures");
  for (const { signers, faults, arrived } of steps) {
    expect((await post(`${settings.mailbox}/_faults`, faults)).status).toBe(200);
    for (const signer of signers) {
      const fields = { name: "Ada Lovelace", email: `${signer}@example.org` };
      const path = `/api/v1/campaigns/${CAMPAIGN}/signatures`;
      expect((await post(settings.site + path, fields)).status).toBe(202);
      if (arrived > 0)
        await vi.waitFor(async () => expect(await countMails(settings, fields.email)).toBe(arrived), POLL);
    }
  }
  expect(await demo.stop()).toBe(0);
  expect(await listDemoProcesses(settings)).toEqual([]);

  await startDemo(settings);
  const everyone = steps.flatMap(({ signers }) => signers);
  expect(await count(settings, "signatures")).toBe(before + everyone.length);
  await vi.waitFor(async () => expect(await countQueuedMails(settings)).toBe(0), POLL);
  for (const signer of everyone) expect(await countMails(settings, `${signer}@example.org`), signer).toBe(1);
});
