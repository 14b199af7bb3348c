import { afterAll, expect, test } from "vitest";
import { connect } from "@/db/client";
import { getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { directDatabaseUrl } from "@/lib/database";
import { pagesChanged } from "@/lib/page-changes";
import { confirmByToken } from "@/lib/signatures/confirm";
import { followPageChanges } from "@/server/page-cache/follow-changes";
import { signPending } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { startWireTap } from "../support/wire-tap";

const { url, drop } = await aDatabase();
const tap = await startWireTap(url);
const db = connect(tap.url, 4, { poolMode: "transaction" });
afterAll(async () => {
  await db.$client.end({ timeout: 1 });
  tap.close();
  await drop();
});

/** What would outlive its transaction on a connection that the next transaction of somebody else may get. */
const OUTLIVES_ITS_TRANSACTION =
  /^\s*(listen|unlisten|prepare|declare|discard|reset)\b|^\s*set (?!local|transaction)|\bpg_(try_)?advisory_lock|set_config\([^)]*false/i;

test("with transaction pooling, statements have no names, and nothing outlives its transaction", async () => {
  const { campaign, token } = await signPending(db);
  expect(await confirmByToken(db, { token, now: new Date() })).toMatchObject({ outcome: "confirmed" });
  await pagesChanged(db, { campaign });
  for (let readers = 0; readers < 20; readers += 1)
    expect(await getPublishedCampaign(db, { slug: campaign, locale: "en" })).toMatchObject({ signatures: 1 });

  expect(tap.sessions.length).toBeGreaterThan(0);
  for (const { settings, statements, queries } of tap.sessions) {
    // PgBouncer knows these, and sets them again for each client. It refuses others.
    expect(["user", "database", "client_encoding", "application_name", "TimeZone", ""]).toEqual(
      expect.arrayContaining(settings),
    );
    expect([...statements]).toEqual([""]);
    expect(queries.length).toBeGreaterThan(1);
    expect(queries.filter((query) => OUTLIVES_ITS_TRANSACTION.test(query))).toEqual([]);
  }
});

test("without an address of PostgreSQL itself, nobody listens, and pages know that they miss changes", async () => {
  const states: boolean[] = [];
  const following = followPageChanges(
    { change: () => {}, setMissingChanges: (isMissing) => states.push(isMissing) },
    { url: null },
  );
  await following.stop();
  expect(states).toEqual([true]);
});

test("what needs a session has no address by mistake", () => {
  expect(directDatabaseUrl()).toBe(url);
});
