import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { sessions, users } from "@/db/schema";
import { staffAdapter } from "@/lib/auth/adapter";
import { parseDevice } from "@/lib/auth/device";
import { endSessions, listSessions } from "@/lib/auth/staff-sessions";
import { sha256 } from "@/lib/crypto";
import { aDatabase } from "../support/database";
import { aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

const now = new Date();
let owner: Awaited<ReturnType<typeof aStaffMember>>;

beforeEach(async () => {
  await db.delete(users);
  owner = await aStaffMember(db, { role: "owner" });
});

const aSessionOf = (userId: string, token: string) =>
  staffAdapter(db, { browser: "Firefox", system: "Linux" }).createSession?.({
    sessionToken: token,
    userId,
    expires: new Date(Date.now() + 7 * 86_400_000),
  });
const opens = async (token: string) => (await staffAdapter(db).getSessionAndUser?.(token)) !== null;

describe("sessions", () => {
  test("are listed by device, without tokens, and can be ended singly or all others at once", async () => {
    for (const token of ["a", "b", "c"]) await aSessionOf(owner.id, token);
    const listed = await listSessions(db, { memberIds: [owner.id], now });
    expect(listed).toHaveLength(3);
    expect(JSON.stringify(listed)).not.toContain(sha256("a"));
    expect(listed[0]).toMatchObject({ browser: "Firefox", system: "Linux" });
    const idOf = async (token: string) =>
      (
        await db
          .select()
          .from(sessions)
          .where(eq(sessions.sessionToken, sha256(token)))
      )[0]?.id ?? "";
    const by = owner.id;
    expect(await endSessions(db, { memberId: owner.id, only: await idOf("a"), by })).toBe(1);
    expect(await opens("a")).toBe(false);
    expect(await endSessions(db, { memberId: owner.id, except: await idOf("b"), by })).toBe(1);
    expect([await opens("b"), await opens("c")]).toEqual([true, false]);
  });

  test("the sessions of another member cannot be ended by their id", async () => {
    const member = await aStaffMember(db, { role: "editor" });
    await aSessionOf(owner.id, "the owner's");
    const [{ id } = { id: "" }] = await listSessions(db, { memberIds: [owner.id], now });
    expect(await endSessions(db, { memberId: member.id, only: id, by: member.id })).toBe(0);
    expect(await opens("the owner's")).toBe(true);
  });

  test("store only browser and system of any user agent", () => {
    const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    expect(parseDevice(firefox)).toEqual({ browser: "Firefox", system: "Linux" });
    expect(parseDevice(null)).toEqual({ browser: null, system: null });
    const endless = parseDevice(`${"x".repeat(5_000)}/1.0`);
    expect(endless.browser?.length ?? 0).toBeLessThanOrEqual(40);
  });
});
