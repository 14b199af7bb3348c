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

/** What the mailbox does when the demo is stopped, and how many mails have arrived by then. */
const moments = [
  { signer: "right-after-signing", faults: {}, arrived: 0 },
  { signer: "mail-cannot-leave", faults: { serverError: 1 }, arrived: 0 },
  { signer: "answer-was-dropped", faults: { droppedAnswer: 1 }, arrived: 1 },
];

test("a demo that is stopped while mails are queued loses no signature and sends each mail once", async () => {
  const settings = await someDemoSettings();
  let demo = await startDemo(settings);
  expect((await listDemoProcesses(settings)).length).toBeGreaterThan(4);

  for (const { signer, faults, arrived } of moments) {
    const email = `${signer}@example.org`;
    const before = await count(settings, "signatures");
    expect((await post(`${settings.mailbox}/_faults`, faults)).status).toBe(200);
    const path = `/api/v1/campaigns/${CAMPAIGN}/signatures`;
    expect((await post(settings.site + path, { name: "Ada Lovelace", email })).status).toBe(202);
    if (arrived > 0)
      await vi.waitFor(async () => expect(await countMails(settings, email)).toBe(arrived), POLL);

    expect(await demo.stop()).toBe(0);
    expect(await listDemoProcesses(settings)).toEqual([]);

    demo = await startDemo(settings);
    expect(await count(settings, "signatures"), signer).toBe(before + 1);
    await vi.waitFor(async () => expect(await countQueuedMails(settings)).toBe(0), POLL);
    expect(await countMails(settings, email), signer).toBe(1);
  }
});
