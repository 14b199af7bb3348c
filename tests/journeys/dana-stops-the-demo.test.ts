import { expect, test, vi } from "vitest";
import {
  countMails,
  type DemoSettings,
  listDemoProcesses,
  queryDemo,
  someDemoSettings,
  startDemo,
} from "../support/demo";
import { CAMPAIGN } from "../support/signing";

const SOON = { timeout: 20_000, interval: 200 };

function post(url: string, fields: Record<string, unknown>) {
  const headers = { "content-type": "application/json" };
  return fetch(url, { method: "POST", body: JSON.stringify(fields), headers });
}

async function count(place: DemoSettings, rows: string): Promise<number> {
  const [row] = await queryDemo(place, `select count(*)::int as rows from ${rows}`);
  return Number(row?.rows);
}

const waitingMails = (place: DemoSettings) =>
  count(place, "outbox_messages where sent_at is null and failed_at is null");

/** What keeps the mail, and how many of it have arrived when the demo is stopped. */
const moments = [
  { signer: "right-after-signing", faults: {}, arrived: 0 },
  { signer: "mail-cannot-leave", faults: { serverError: 1 }, arrived: 0 },
  { signer: "nobody-knows-whether-it-left", faults: { droppedAnswer: 1 }, arrived: 1 },
];

test("a demo stopped in the middle loses nothing and mails once", async () => {
  const place = await someDemoSettings();
  let demo = await startDemo(place);
  expect((await listDemoProcesses(place)).length).toBeGreaterThan(4);

  for (const { signer, faults, arrived } of moments) {
    const email = `${signer}@example.org`;
    const before = await count(place, "signatures");
    expect((await post(`${place.mailbox}/_faults`, faults)).status).toBe(200);
    const path = `/api/v1/campaigns/${CAMPAIGN}/signatures`;
    expect((await post(place.site + path, { name: "Ada Lovelace", email })).status).toBe(202);
    if (arrived > 0) await vi.waitFor(async () => expect(await countMails(place, email)).toBe(arrived), SOON);

    expect(await demo.stop()).toBe(0);
    expect(await listDemoProcesses(place)).toEqual([]);

    demo = await startDemo(place);
    expect(await count(place, "signatures"), signer).toBe(before + 1);
    await vi.waitFor(async () => expect(await waitingMails(place)).toBe(0), SOON);
    expect(await countMails(place, email), signer).toBe(1);
  }
});
