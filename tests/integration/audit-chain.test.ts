import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditEvents } from "@/db/schema";
import { type AuditEntry, recordAudit } from "@/lib/audit/record";
import { getChainHead, verifyChain } from "@/lib/audit/verify";
import { newId } from "@/lib/ids";
import { recordDetailRead } from "@/lib/signatures/detail";
import { aDatabase } from "../support/database";

const { db, owner, url, drop } = await aDatabase();
afterAll(drop);

const EVENTS = 12;
const olga = newId();

const record = (entry: Partial<AuditEntry> = {}) =>
  db.transaction((tx) =>
    recordAudit(tx, {
      actorId: olga,
      action: "staff.role-changed",
      subject: `staff:${newId()}`,
      details: { to: "editor", from: "analyst" },
      ...entry,
    }),
  );

beforeAll(async () => {
  await Promise.all(Array.from({ length: EVENTS }, () => record()));
});

/** Changes the log as the database owner could, verifies it, and rolls the change back. */
async function tamper(change: ReturnType<typeof sql>) {
  const undo = new Error("undo");
  let verdict: Awaited<ReturnType<typeof verifyChain>> | undefined;
  await owner
    .transaction(async (tx) => {
      await tx.execute(sql`alter table audit_events disable trigger all`);
      await tx.execute(change);
      verdict = await verifyChain(tx);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return verdict;
}

test("concurrent events form one chain", async () => {
  const written = await db.select().from(auditEvents).orderBy(auditEvents.position);
  expect(written.map(({ position }) => position)).toEqual(Array.from({ length: EVENTS }, (_, at) => at + 1));
  expect(new Set(written.map(({ hash }) => hash)).size).toBe(EVENTS);
  expect(await verifyChain(db)).toEqual({ outcome: "intact", head: await getChainHead(db) });
});

test("a rolled-back action leaves no event", async () => {
  const before = await getChainHead(db);
  const failed = db.transaction(async (tx) => {
    await recordAudit(tx, { actorId: null, action: "staff.removed", subject: "staff:unknown" });
    throw new Error("something else went wrong");
  });
  await expect(failed).rejects.toThrow("something else");
  expect(await getChainHead(db)).toEqual(before);
});

test("concurrent reads of signatures are all recorded", async () => {
  const before = await getChainHead(db);
  const readings = Array.from({ length: EVENTS }, () =>
    recordDetailRead(db, { signatureId: newId(), memberId: olga }),
  );
  await Promise.all([...readings, ...Array.from({ length: EVENTS }, () => record())]);
  expect(await getChainHead(db)).toMatchObject({ position: before.position + 2 * EVENTS });
  expect(await verifyChain(db)).toMatchObject({ outcome: "intact" });
});

test("recording an event outside a transaction throws", async () => {
  const entry = { actorId: olga, action: "staff.removed", subject: "staff:unknown" } as const;
  await expect(recordAudit(db, entry)).rejects.toThrow("transaction");
});

test("details in any script, or none, have the same hash when read back", async () => {
  await record({
    actorId: null,
    details: { título: "¡Ganado! 🎉", "\u{1F600}": "a", "\uFF5E": "b", "": "\n\t\"'\\" },
  });
  await record({ details: undefined });
  await record({ details: {} });
  expect(await verifyChain(db)).toMatchObject({ outcome: "intact" });
});

describe("the application cannot change the audit log", () => {
  const attempts = {
    change: sql`update audit_events set action = 'staff.restored'`,
    deletion: sql`delete from audit_events`,
    emptying: sql`truncate audit_events`,
  };
  const causeOf = (error: { cause?: unknown }) => error.cause;

  test.each(Object.entries(attempts))("its role has no permission for %s", async (_what, attempt) => {
    const cause = await db.execute(attempt).then(() => null, causeOf);
    expect(cause).toMatchObject({ code: "42501", message: expect.stringContaining("permission denied") });
  });

  test.each(Object.entries(attempts))(
    "a trigger refuses %s even to the owner of the table",
    async (_what, attempt) => {
      const cause = await owner.execute(attempt).then(() => null, causeOf);
      expect(cause).toMatchObject({ message: expect.stringContaining("appended to, never changed") });
    },
  );

  test("it cannot drop the trigger or the table", async () => {
    for (const attempt of [
      sql`alter table audit_events disable trigger all`,
      sql`drop trigger audit_events_stay on audit_events`,
      sql`drop table audit_events`,
    ])
      expect(await db.execute(attempt).then(() => null, causeOf)).toMatchObject({ code: "42501" });
  });

  test("it can access all other tables", async () => {
    const [row] = await db.execute(sql`
      select count(*)::int as closed from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
        and relname not in ('audit_events', 'proof_entries', 'proof_days', 'proof_nodes') and not (
          has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
          and has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete'))`);
    expect(row?.closed).toBe(0);
    await owner.execute(sql`create table later (id bigserial)`);
    await db.execute(sql`insert into later default values`);
  });
});

describe("tampering by the database owner is detected", () => {
  const fields = {
    id: sql`gen_random_uuid()`,
    actor_id: sql`gen_random_uuid()`,
    action: sql`'staff.restored'`,
    subject: sql`subject || '0'`,
    details: sql`details || '{"to": "owner"}'`,
    at: sql`at + interval '1 microsecond'`,
    previous_hash: sql`repeat('0', 64)`,
    hash: sql`md5(hash) || md5(hash)`,
  };

  test.each(Object.entries(fields))("when %s was changed", async (field, value) => {
    const verdict = await tamper(
      sql`update audit_events set ${sql.identifier(field)} = ${value} where position = 5`,
    );
    expect(verdict).toMatchObject({ outcome: "broken", position: 5 });
  });

  test("when the details changed type, or the actor was removed", async () => {
    for (const change of [
      sql`details = '{"to": 1, "from": "analyst"}'`,
      sql`details = null`,
      sql`actor_id = null`,
    ])
      expect(await tamper(sql`update audit_events set ${change} where position = 5`)).toMatchObject({
        position: 5,
      });
  });

  test("when an event is missing in the middle or at the beginning", async () => {
    for (const position of [1, 7])
      expect(await tamper(sql`delete from audit_events where position = ${position}`)).toEqual({
        outcome: "broken",
        fault: "missing",
        position,
      });
  });

  test("when a gap was closed, or two events were swapped", async () => {
    const moved = (to: ReturnType<typeof sql>) =>
      tamper(sql`
        with gone as (delete from audit_events where position = 7 returning id)
        update audit_events set position = ${to} where position > 6 and id not in (select id from gone)`);
    expect(await moved(sql`position + 1000`)).toEqual({ outcome: "broken", fault: "missing", position: 7 });
    expect(await moved(sql`-position`)).toMatchObject({ outcome: "broken" });
    await owner.execute(sql`alter table audit_events drop constraint audit_events_in_line`);
    expect(await moved(sql`position - 1`)).toEqual({ outcome: "broken", fault: "unlinked", position: 7 });
    await owner.execute(sql`alter table audit_events add constraint audit_events_in_line unique (position)`);
    expect(
      await tamper(sql`
        update audit_events a set subject = b.subject, hash = b.hash, id = gen_random_uuid()
        from audit_events b where a.position = 3 and b.position = 4`),
    ).toMatchObject({ outcome: "broken", position: 3 });
  });

  test("when the end was truncated, with a stored head", async () => {
    const expected = await getChainHead(db);
    expect(await verifyChain(db, { expected })).toEqual({ outcome: "intact", head: expected });
    expect(await tamper(sql`delete from audit_events where position = ${expected.position}`)).toMatchObject({
      outcome: "intact",
    });
    const longer = { ...expected, position: expected.position + 1 };
    expect(await verifyChain(db, { expected: longer })).toMatchObject({ outcome: "cut" });
    expect(await verifyChain(db, { expected: { position: 4, hash: "f".repeat(64) } })).toMatchObject({
      outcome: "broken",
      position: 4,
    });
  });
});

describe("npm run audit:verify", () => {
  const verify = (...args: string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/audit-verify.ts", ...args], {
      env: { ...process.env, DATABASE_URL: url },
    }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );

  test("prints the number of intact events and the head, and checks a stored head against the chain", async () => {
    const { position, hash } = await getChainHead(db);
    const [plain, expected, later] = await Promise.all([
      verify(),
      verify("--expect", `${position}:${hash}`),
      verify("--expect", `${position + 3}:${hash}`),
    ]);
    expect(plain.code).toBe(0);
    expect(plain.stdout).toContain(`${position} events intact`);
    expect(plain.stdout).toContain(`${position}:${hash}`);
    expect(expected.code).toBe(0);
    expect(later).toMatchObject({ code: 1, stdout: expect.stringContaining("cut off") });
  }, 60_000);

  test("reports the first faulty event and fails", async () => {
    const [before] = await db.select().from(auditEvents).where(eq(auditEvents.position, 6));
    const set = (subject: string) =>
      owner.transaction(async (tx) => {
        await tx.execute(sql`alter table audit_events disable trigger all`);
        await tx.execute(sql`update audit_events set subject = ${subject} where position = 6`);
        await tx.execute(sql`alter table audit_events enable trigger all`);
      });
    await set("staff:another");
    expect(await verify()).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("event 6 is not as it was"),
    });
    await set(before?.subject ?? "");
    expect(await verify()).toMatchObject({ code: 0 });
  }, 60_000);
});
