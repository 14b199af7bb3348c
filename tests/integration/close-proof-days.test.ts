import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { countChanges, signatures } from "@/db/schema";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { closeDays } from "@/lib/proof/close-days";
import { entryHash } from "@/lib/proof/entry-line";
import { Frontier } from "@/lib/proof/merkle";
import { isSignedByUs } from "@/lib/signing-keys";
import { aDatabase } from "../support/database";
import { aProvenCampaign } from "../support/proof";

const { db, owner, drop } = await aDatabase();
afterAll(drop);

const hex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString("hex");

test("a day's confirmed signatures are appended once, in an order without time, and the head is signed", async () => {
  const { campaign, signMany, signPending, endDay, listEntries, listDays } = await aProvenCampaign(db);
  await signMany(7);
  await signPending();
  expect(await endDay("2025-03-01")).toMatchObject([{ slug: campaign.slug, size: 7, count: 7 }]);
  expect(await closeDays(db, { now: new Date() })).toEqual([]);

  const entries = await listEntries();
  expect(entries.map(({ kind, day, position }) => [kind, day, position])).toEqual(
    Array.from({ length: 7 }, (_, position) => ["signature", "2025-03-01", position]),
  );
  const commitments = entries.map(({ commitment }) => hex(commitment));
  expect(commitments).toEqual([...new Set(commitments)].sort());
  const tree = new Frontier();
  for (const entry of entries) tree.append(entryHash(entry));
  const [day] = await listDays();
  expect(day).toMatchObject({ size: 7, count: 7, day: "2025-03-01" });
  expect(hex(day?.root ?? null)).toBe(hex(tree.root()));
  expect(day && isSignedByUs(day.checkpoint, day)).toBe(true);
  expect(day && isSignedByUs(`${day.checkpoint} `, day)).toBe(false);
});

test("withdrawals, quarantines and releases are counts with reasons, and the log adds up to the public count", async () => {
  const { campaign, signMany, quarantine, restore, withdraw, undo, endDay, listEntries, listDays } =
    await aProvenCampaign(db);
  const [one = "", two = "", three = "", four = ""] = await signMany(6);
  await quarantine(one, two);
  await withdraw(three);
  await endDay("2025-03-01");
  await restore(one);
  await undo(three);
  await withdraw(four);
  await withdraw(one);
  await endDay("2025-03-05");
  const changes = (await listEntries()).filter(({ kind }) => kind !== "signature");
  expect(changes.map(({ day, kind, reason, change }) => [day, kind, reason, change])).toEqual([
    ["2025-03-01", "quarantined", "automated", -2],
    ["2025-03-01", "withdrawn", "signer", -1],
    ["2025-03-05", "released", "staff", 1],
    ["2025-03-05", "withdrawal-undone", "signer", 1],
    ["2025-03-05", "withdrawn", "signer", -2],
  ]);
  expect((await listDays()).map(({ day, count, size }) => [day, count, size])).toEqual([
    ["2025-03-01", 3, 8],
    ["2025-03-05", 3, 11],
  ]);
  expect((await getCount(db, campaign.slug))?.signatures).toBe(3);
  expect(await db.$count(countChanges, eq(countChanges.campaignId, campaign.id))).toBe(0);
});

describe("a signature that was quarantined before it was confirmed", () => {
  test("is in the log without counting, and counts once it is released", async () => {
    const { signPending, quarantine, restore, confirm, endDay, listDays, listEntries } =
      await aProvenCampaign(db);
    const { id, token } = await signPending();
    await quarantine(id);
    await confirm(token);
    await endDay("2025-03-01");
    await restore(id);
    await endDay("2025-03-02");
    expect((await listEntries()).map(({ kind, reason }) => [kind, reason])).toEqual([
      ["signature", null],
      ["quarantined", "before-confirmation"],
      ["released", "staff"],
    ]);
    expect((await listDays()).map(({ count }) => count)).toEqual([0, 1]);
  });

  test("counts once also if it is released, or released and erased, on the same day", async () => {
    const { campaign, signPending, quarantine, restore, confirm, withdraw, endDay, listDays } =
      await aProvenCampaign(db);
    for (const isErased of [false, true]) {
      const { id, token } = await signPending();
      await quarantine(id);
      await confirm(token);
      await restore(id);
      if (isErased) await withdraw(id);
      if (isErased) await erase(id);
    }
    await endDay("2025-03-01");
    expect((await listDays()).map(({ count }) => count)).toEqual([1]);
    expect((await getCount(db, campaign.slug))?.signatures).toBe(1);
  });
});

/** Deletes a signature and all that belongs to it, as an erasure does at the latest. */
async function erase(id: string) {
  await db.execute(sql`delete from consents where signature_id = ${id}`);
  await db.execute(sql`delete from share_links where owner_signature_id = ${id}`);
  await db.delete(signatures).where(eq(signatures.id, id));
}

test("a signature that is erased on the day of its confirmation has its entry, and no root changes", async () => {
  const { signMany, withdraw, endDay, listDays, listEntries } = await aProvenCampaign(db);
  const [one = "", two = ""] = await signMany(3);
  await withdraw(one);
  await erase(one);
  await endDay("2025-03-01");
  const before = await listDays();
  await withdraw(two);
  await erase(two);
  await endDay("2025-03-02");
  expect((await listDays()).slice(0, 1)).toEqual(before);
  expect((await listEntries()).filter(({ kind }) => kind === "signature")).toHaveLength(3);
  expect((await listDays()).map(({ count }) => count)).toEqual([2, 1]);
});

test("missed days are caught up one by one, today stays open, and concurrent workers append once", async () => {
  const { sign, move, listDays } = await aProvenCampaign(db);
  for (const day of ["2025-03-01", "2025-03-02", "2025-03-20"]) {
    await sign();
    await move(day);
  }
  await sign();
  await Promise.all(Array.from({ length: 4 }, () => closeDays(db, { now: new Date() })));
  await closeDays(db, { now: new Date() });
  expect((await listDays()).map(({ day, size }) => [day, size])).toEqual([
    ["2025-03-01", 1],
    ["2025-03-02", 2],
    ["2025-03-20", 3],
  ]);
});

test("a confirmation that commits after its day has ended is waited for", async () => {
  const { sign, move, listDays } = await aProvenCampaign(db);
  await sign();
  await move("2025-03-01");
  const late = await sign();
  const closing = { current: Promise.resolve<unknown>(null) };
  await db.transaction(async (tx) => {
    const confirmedAt = new Date("2025-03-01T23:59:59Z");
    await tx.update(signatures).set({ confirmedAt }).where(eq(signatures.id, late));
    closing.current = closeDays(db, { now: new Date() });
    // The closing has found by now that the day is over.
    await db.execute(sql`select pg_current_xact_id()`);
  });
  await closing.current;
  expect((await listDays()).map(({ day, size }) => [day, size])).toEqual([["2025-03-01", 2]]);
});

describe("nobody can change the log", () => {
  const attempts = ["proof_entries", "proof_days", "proof_nodes"].flatMap((table) => [
    sql.raw(`update ${table} set campaign_id = campaign_id`),
    sql.raw(`delete from ${table}`),
    sql.raw(`truncate ${table}`),
  ]);
  const causeOf = (error: { cause?: unknown }) => error.cause;

  test.each(attempts)("neither the application nor the owner of the tables: %#", async (attempt) => {
    expect(await db.execute(attempt).then(() => null, causeOf)).toMatchObject({
      message: expect.stringContaining("permission denied"),
    });
    expect(await owner.execute(attempt).then(() => null, causeOf)).toMatchObject({
      message: expect.stringContaining("appended to, never changed"),
    });
  });
});
