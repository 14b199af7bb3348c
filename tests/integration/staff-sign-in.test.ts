import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import {
  outboxMessages,
  sessions,
  signInRequests,
  staffInvitations,
  users,
  verificationTokens,
} from "@/db/schema";
import { inviteStaff } from "@/lib/auth/invite";
import { requestSignInLink } from "@/lib/auth/sign-in-link";
import { getSignInMail } from "@/lib/auth/sign-in-mail";
import { answerSignInRequests } from "@/lib/auth/sign-in-request";
import { MAX_LIVE_LINKS } from "@/lib/auth/sign-in-token";
import { aCookieJar } from "../support/cookie-jar";
import { aDatabase } from "../support/database";
import { aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

const cookieJar = aCookieJar();
const linksRoute = await import("@/app/api/staff/sign-in-links/route");
const sessionsRoute = await import("@/app/api/staff/sessions/route");
const endRoute = await import("@/app/api/staff/sessions/end/route");
const { requireStaff, getCurrentStaff } = await import("@/lib/auth/guards");

beforeEach(async () => {
  cookieJar.clear();
  for (const table of [outboxMessages, verificationTokens, signInRequests, users]) await db.delete(table);
});

function form(path: string, fields: Record<string, string>, headers = {}) {
  return new Request(`http://localhost:3000${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers,
  });
}

const askForLink = (email: string, headers = {}) =>
  linksRoute.POST(form("/api/staff/sign-in-links", { email, locale: "en" }, headers));
const redeem = (token: string) => sessionsRoute.POST(form("/api/staff/sessions", { token, locale: "en" }));

/** Returns the tokens of all enqueued links, as the worker derives them when rendering. */
async function mailedTokens() {
  const messages = await db.select().from(outboxMessages).orderBy(outboxMessages.id);
  const mails = await Promise.all(
    messages.map(({ payload: { userId = "", tokenId = "" } }) => getSignInMail(db, { userId, tokenId })),
  );
  return mails.map((mail) => mail?.url.split("/").at(-1) ?? "none");
}

async function aLink() {
  const member = await aStaffMember(db);
  await requestSignInLink(db, { email: member.email, now: new Date() });
  const [token = ""] = await mailedTokens();
  return { member, token };
}

/** Signs in like a browser and keeps the cookie. */
async function signIn(token: string) {
  const answer = await redeem(token);
  const [name = "", value = ""] = (answer.headers.get("set-cookie") ?? "").split(";", 1)[0]?.split("=") ?? [];
  if (value) cookieJar.set(name, value);
  return answer;
}

describe("requesting a link", () => {
  test("sends it in the language of the page, else in the member's own", async () => {
    const { email } = await aStaffMember(db);
    for (const locale of ["es", undefined] as const) {
      await requestSignInLink(db, { email, now: new Date(), locale });
    }
    const messages = await db.select().from(outboxMessages).orderBy(outboxMessages.id);
    const mails = await Promise.all(
      messages.map(({ payload: { userId = "", tokenId = "", locale } }) =>
        getSignInMail(db, { userId, tokenId, locale }),
      ),
    );
    expect(mails.map((mail) => mail?.locale)).toEqual(["es", "en"]);
    expect(mails.map((mail) => mail?.url)).toEqual([
      expect.stringContaining("/es/staff/"),
      expect.stringContaining("/en/staff/"),
    ]);
  });

  test("enqueues one mail for a member of staff in any spelling of the address", async () => {
    const { id } = await aStaffMember(db, { email: "ada@example.org" });
    await askForLink(" ＡＤＡ@Example.org");
    await answerSignInRequests(db, { now: new Date() });
    const [message, ...more] = await db.select().from(outboxMessages);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ topic: "staff.sign-in-requested", priority: 0, payload: { userId: id } });
  });

  test("an unknown address gets the same response, no mail and no account", async () => {
    await aStaffMember(db, { email: "ada@example.org" });
    const [known, unknown] = await Promise.all([
      askForLink("ada@example.org"),
      askForLink("eve@example.org"),
    ]);
    expect(known.status).toBe(303);
    expect([...unknown.headers]).toEqual([...known.headers]);
    expect(unknown.status).toBe(known.status);
    expect(await answerSignInRequests(db, { now: new Date() })).toBe(2);
    expect(await db.$count(outboxMessages)).toBe(1);
    expect(await db.$count(users)).toBe(1);
    expect(await db.$count(signInRequests)).toBe(0);
  });

  test("the number of links per person is limited, also under concurrent requests", async () => {
    const { email } = await aStaffMember(db);
    await Promise.all(Array.from({ length: 8 }, () => askForLink(email)));
    await Promise.all([1, 2, 3].map(() => answerSignInRequests(db, { now: new Date() })));
    expect(await db.$count(outboxMessages)).toBe(MAX_LIVE_LINKS);
    await db.update(verificationTokens).set({ expires: new Date(Date.now() - 1) });
    await askForLink(email);
    await answerSignInRequests(db, { now: new Date() });
    expect(await db.$count(outboxMessages)).toBe(MAX_LIVE_LINKS + 1);
  });

  test("cross-site requests are rejected, and an invalid address returns to the form", async () => {
    expect((await askForLink("ada@example.org", { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await askForLink("ada at example")).headers.get("location")).toBe("/en/staff?address=unreadable");
  });
});

describe("a mailed link", () => {
  test("is not stored, and the queue does not contain the address", async () => {
    const { member, token } = await aLink();
    const [stored] = await db.select().from(verificationTokens);
    const [message] = await db.select().from(outboxMessages);
    expect(token).toHaveLength(66);
    expect(JSON.stringify([stored, message])).not.toContain(token);
    expect(JSON.stringify(message)).not.toContain(member.email);
  });

  test("opens one session, once", async () => {
    const { member, token } = await aLink();
    const answers = await Promise.all([redeem(token), redeem(token)]);
    expect(answers.map(({ headers }) => headers.get("location")).sort()).toEqual([
      "/en/staff",
      "/en/staff/sign-in/expired",
    ]);
    const opened = answers.find(({ headers }) => headers.has("set-cookie"));
    expect(opened?.headers.get("set-cookie")).toMatch(
      /^groundswell-staff=[^;]+; Path=\/; .*HttpOnly; SameSite=Lax/,
    );
    expect((await db.select().from(sessions)).map(({ userId }) => userId)).toEqual([member.id]);
  });

  test("is redeemed only by POST: opening it with GET changes nothing", async () => {
    expect(Object.keys(sessionsRoute)).toEqual(["POST"]);
  });

  test("expires after ten minutes, and the worker does not mail it after that", async () => {
    const member = await aStaffMember(db);
    await requestSignInLink(db, { email: member.email, now: new Date(Date.now() - 9 * 60_000) });
    const [token = ""] = await mailedTokens();
    expect(token).toHaveLength(66);
    await db.update(verificationTokens).set({ expires: new Date(Date.now() - 1_000) });
    expect((await redeem(token)).headers.get("location")).toBe("/en/staff/sign-in/expired");
    expect(await mailedTokens()).toEqual(["none"]);
    expect(await db.$count(sessions)).toBe(0);
  });

  test("the link of a removed member does not sign in", async () => {
    const { member, token } = await aLink();
    await db.delete(users).where(eq(users.id, member.id));
    expect((await redeem(token)).headers.get("location")).toBe("/en/staff/sign-in/expired");
    expect(await db.$count(users)).toBe(0);
  });
});

describe("a session", () => {
  test("is stored as a hash, identifies the member, and can be ended", async () => {
    const { member, token } = await aLink();
    await signIn(token);
    const [cookie = ""] = cookieJar.values();
    expect(JSON.stringify(await db.select().from(sessions))).not.toContain(cookie);
    expect(await getCurrentStaff()).toEqual({
      id: member.id,
      name: null,
      email: member.email,
      role: member.role,
    });

    const stolen = new Map(cookieJar);
    await endRoute.POST(form("/api/staff/sessions/end", { locale: "en" }));
    expect(cookieJar.size).toBe(0);
    for (const [name, value] of stolen) cookieJar.set(name, value);
    expect(await getCurrentStaff()).toBeNull();
  });

  test("allows what the role permits, and a role change takes effect at once", async () => {
    const owner = await aStaffMember(db, { role: "owner" });
    await requestSignInLink(db, { email: owner.email, now: new Date() });
    await signIn((await mailedTokens())[0] ?? "");
    await expect(requireStaff({ locale: "en", permission: "staff.manage" })).resolves.toMatchObject({
      role: "owner",
    });
    await db.update(users).set({ role: "analyst" });
    await expect(requireStaff({ locale: "en", permission: "staff.manage" })).rejects.toThrow("404");
    await expect(requireStaff({ locale: "en", permission: "figures.read" })).resolves.toMatchObject({
      role: "analyst",
    });
  });

  test("is required by every staff page: others are redirected to the sign-in page", async () => {
    await expect(requireStaff({ locale: "es", permission: "figures.read" })).rejects.toMatchObject({
      digest: expect.stringContaining("/es/staff"),
    });
  });
});

test("inviting twice changes nothing; inviting with another role changes the role", async () => {
  await aStaffMember(db, { role: "owner" });
  const ada = { email: "ada@example.org", locale: "en" } as const;
  expect(await inviteStaff(db, { ...ada, role: "owner" })).toEqual({ outcome: "invited" });
  expect(await inviteStaff(db, { ...ada, role: "owner" })).toEqual({ outcome: "already-invited" });
  expect(await inviteStaff(db, { ...ada, role: "editor" })).toEqual({
    outcome: "role-changed",
    from: "owner",
  });
  expect(await db.$count(users)).toBe(2);
  expect(await db.$count(staffInvitations)).toBe(2);
});
