import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { expect, test } from "vitest";
import { startFaultEnvironment } from "@/scripts/faults/environment";
import { waitUntil } from "@/scripts/faults/run";
import { noFaults } from "@/scripts/mailbox/faults";
import { startBuiltWeb } from "@/scripts/stack/parts";
import { waitUntilReady } from "@/scripts/stack/readiness";
import { lifetimeOfTest, withoutProgress } from "../support/lifetime";

const ARTICLE = "us-leaves-migration-compact-talks";
const BROWSER =
  "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36";
const PEOPLE = 400;
const CRASH_AFTER = [100, 250];
const LAST = Array.from({ length: 20 }, (_, nth) => 100 + nth);
const COUNTED_WITHIN_MS = 30_000;

const knock = (share: string, address: string) =>
  fetch(share, { redirect: "manual", headers: { "user-agent": BROWSER, "x-forwarded-for": address } });

test("people open a link while the database crashes, and when it is gone: each is led to the page, and each counts once", async () => {
  const lifetime = lifetimeOfTest();
  const { signal } = lifetime;
  const ground = await startFaultEnvironment({
    faults: noFaults,
    lifetime,
    step: withoutProgress,
    onEvent: () => {},
  });
  const made = await fetch(`${ground.appUrl}/api/v1/links`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ article: ARTICLE, locale: "en" }),
  });
  expect(made.status).toBe(201);
  const { share, code } = await made.json();
  const page = `${ground.appUrl}/en/articles/${ARTICLE}?via=${code}`;
  expect(share).toBe(`${ground.appUrl}/s/${code}`);
  expect((await knock(share, "198.51.100.1")).headers.get("location")).toBe(page);

  for (let person = 2; person <= PEOPLE; person++) {
    if (CRASH_AFTER.includes(person)) await ground.crashDatabase();
    const answer = await knock(share, `198.51.${person % 100}.${Math.floor(person / 100)}`);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, page]);
  }
  const sql = postgres(ground.databaseUrl, { max: 1 });
  const visits = async () => {
    const [row] = await sql`select coalesce(sum(visits), 0)::int as visits from share_visits
      join share_links on id = share_link_id where code = ${code}`;
    return Number(row?.visits);
  };
  await waitUntil(COUNTED_WITHIN_MS, signal, async () => (await visits()) >= PEOPLE);
  await pause(1_500); // Whatever would be counted twice would have been by now.
  expect(await visits()).toBe(PEOPLE);

  // A process that is told to end counts those who came last.
  await Promise.all(LAST.map((person) => knock(share, `203.0.113.${person}`)));
  await ground.web.stop();
  expect(await visits()).toBe(PEOPLE + LAST.length);
  await sql.end();
  const web = startBuiltWeb({ variables: ground.variables, onLine: () => {}, onEvent: () => {} });
  lifetime.onStop(web.stop);
  await waitUntilReady(`${ground.appUrl}/api/health/ready`, signal);
  expect((await knock(share, "198.51.100.1")).headers.get("location")).toBe(page);

  await ground.stopDatabase();
  const alone = await knock(`${share}w.`, "203.0.113.7");
  expect([alone.status, alone.headers.get("location")]).toEqual([302, `${page}&channel=whatsapp`]);
  const unseen = await knock(`${ground.appUrl}/s/bcdfghjkm`, "203.0.113.7");
  expect([unseen.status, unseen.headers.get("location")]).toEqual([302, `${ground.appUrl}/en?via=bcdfghjkm`]);
});
