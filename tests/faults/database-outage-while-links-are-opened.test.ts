import postgres from "postgres";
import { expect, test } from "vitest";
import { startFaultEnvironment } from "@/scripts/faults/environment";
import { waitUntil } from "@/scripts/faults/run";
import { noFaults } from "@/scripts/mailbox/faults";
import { startWeb } from "@/scripts/stack/parts";
import { waitUntilReady } from "@/scripts/stack/readiness";
import { lifetimeOfTest, withoutProgress } from "../support/lifetime";

const ARTICLE = "us-leaves-migration-compact-talks";
const BROWSER =
  "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36";
const PEOPLE = 400;
const CRASH_AT_PERSON = [100, 250];
const LAST_PEOPLE = Array.from({ length: 20 }, (_, nth) => 100 + nth);
const COUNT_TIMEOUT_MS = 30_000;

const openLink = (share: string, address: string) =>
  fetch(share, { redirect: "manual", headers: { "user-agent": BROWSER, "x-forwarded-for": address } });

test("while the database crashes or is stopped, a link still redirects to a page that is there, and each visitor is counted once", async () => {
  const lifetime = lifetimeOfTest();
  const { signal } = lifetime;
  const environment = await startFaultEnvironment({
    faults: noFaults,
    lifetime,
    step: withoutProgress,
    onEvent: () => {},
  });
  const created = await fetch(`${environment.appUrl}/api/v1/links`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ article: ARTICLE, locale: "en" }),
  });
  expect(created.status).toBe(201);
  const { share, code } = await created.json();
  const page = `${environment.appUrl}/en/articles/${ARTICLE}?via=${code}`;
  expect(share).toBe(`${environment.appUrl}/s/${code}`);
  expect((await openLink(share, "198.51.100.1")).headers.get("location")).toBe(page);

  for (let person = 2; person <= PEOPLE; person++) {
    if (CRASH_AT_PERSON.includes(person)) await environment.crashDatabase();
    const answer = await openLink(share, `198.51.${person % 100}.${Math.floor(person / 100)}`);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, page]);
  }
  const sql = postgres(environment.databaseUrl, { max: 1 });
  const visits = async () => {
    const [row] = await sql`select coalesce(sum(visits), 0)::int as visits from share_visits
      join share_links on id = share_link_id where code = ${code}`;
    return Number(row?.visits);
  };
  await waitUntil(COUNT_TIMEOUT_MS, signal, async () => (await visits()) >= PEOPLE);
  // Visits are written one batch at a time: once this one is counted, no earlier one is still to be written.
  await openLink(share, "203.0.113.1");
  await waitUntil(COUNT_TIMEOUT_MS, signal, async () => (await visits()) > PEOPLE);
  expect(await visits()).toBe(PEOPLE + 1);

  // A process that receives SIGTERM counts its last visits before it ends.
  await Promise.all(LAST_PEOPLE.map((person) => openLink(share, `203.0.113.${person}`)));
  await environment.web.stop();
  expect(await visits()).toBe(PEOPLE + 1 + LAST_PEOPLE.length);
  await sql.end();
  const web = startWeb({ variables: environment.variables, onLine: () => {}, onEvent: () => {} });
  lifetime.onStop(web.stop);
  await waitUntilReady(`${environment.appUrl}/api/health/ready`, signal);
  expect((await openLink(share, "198.51.100.1")).headers.get("location")).toBe(page);

  const read = async (path: string) => {
    const { status, headers } = await fetch(new URL(path, environment.appUrl), {
      headers: { "user-agent": BROWSER },
    });
    return [status, headers.get("retry-after")];
  };
  const kept = [page, "/en", "/en/feed.xml"];
  for (const path of kept) expect(await read(path)).toEqual([200, null]);

  await environment.stopDatabase();
  for (const path of kept) expect(await read(path), path).toEqual([200, null]);
  expect(await read("/es/feed.xml"), "nobody had asked for it").toEqual([
    503,
    expect.stringMatching(/^[3-7]$/),
  ]);
  const known = await openLink(`${share}w.`, "203.0.113.7");
  expect([known.status, known.headers.get("location")]).toEqual([302, `${page}&channel=whatsapp`]);
  const unknown = await openLink(`${environment.appUrl}/s/bcdfghjkm`, "203.0.113.7");
  expect([unknown.status, unknown.headers.get("location")]).toEqual([
    302,
    `${environment.appUrl}/en?via=bcdfghjkm`,
  ]);
});
