import { sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { POST } from "@/app/api/staff/sign-in-links/route";
import { outboxMessages, signInRequests, users, verificationTokens } from "@/db/schema";
import { ANSWER_WITHIN_MINUTES, answerSignInRequests, purgeSignInRequests } from "@/lib/auth/sign-in-request";
import { aDatabase } from "../support/database";
import { aStaffMember } from "../support/factories";

const { db, owner, drop } = await aDatabase();
afterAll(drop);

beforeEach(async () => {
  for (const table of [outboxMessages, verificationTokens, signInRequests, users]) await db.delete(table);
});

function askForLink(email: string, headers = {}) {
  const body = new URLSearchParams({ email, locale: "en" });
  return POST(
    new Request("http://localhost:3000/api/staff/sign-in-links", { method: "POST", body, headers }),
  );
}

test("a request does the same work for every address: one row, without the address in clear", async () => {
  await aStaffMember(db, { email: "ada@example.org" });
  for (const email of ["ada@example.org", "eve@example.org"]) {
    await askForLink(email);
    const [request, ...more] = await db.select().from(signInRequests);
    expect([request?.locale, more]).toEqual(["en", []]);
    expect(Buffer.from(request?.emailCipher ?? []).toString()).not.toContain("example.org");
    for (const table of [outboxMessages, verificationTokens]) expect(await db.$count(table)).toBe(0);
    await db.delete(signInRequests);
  }
});

test("limits sign-in requests per network", async () => {
  const from = (network: string) => askForLink("eve@example.org", { "x-forwarded-for": network });
  const answers = await Promise.all(Array.from({ length: 130 }, () => from("192.0.2.1")));
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(120);
  const refused = answers.at(-1);
  expect([refused?.status, refused?.headers.get("retry-after")]).toEqual([429, "60"]);
  expect(refused?.headers.get("content-type")).toContain("text/html");
  expect(await refused?.text()).toContain("Try again in a minute");
  expect((await from("192.0.2.2")).status).toBe(303);
});

test("a form from another site, or one that is too large, gets a page, too", async () => {
  const foreign = await askForLink("eve@example.org", { origin: "https://evil.example" });
  const large = await askForLink(`${"e".repeat(70_000)}@example.org`);
  expect([foreign.status, large.status]).toEqual([403, 413]);
  for (const { headers } of [foreign, large]) expect(headers.get("content-type")).toContain("text/html");
});

test("a request that always fails keeps no other waiting, and is given up after five tries", async () => {
  for (const email of ["ada@example.org", "bad@example.org"]) await aStaffMember(db, { email });
  await owner.execute(sql`create function refuse_link() returns trigger language plpgsql as
    $$ begin if new.identifier = 'bad@example.org' then raise 'refused'; end if; return new; end $$`);
  await owner.execute(
    sql`create trigger refuse_link before insert on verification_tokens for each row execute function refuse_link()`,
  );
  for (const email of ["bad@example.org", "ada@example.org"]) await askForLink(email);
  const inSeconds = (seconds: number) => ({ now: new Date(Date.now() + seconds * 1_000) });
  expect(await answerSignInRequests(db, inSeconds(0))).toBe(2);
  expect(await db.$count(verificationTokens)).toBe(1);
  const tries = [];
  for (let again = 0; again < 8; again += 1)
    tries.push(await answerSignInRequests(db, inSeconds(1 + again * 10)));
  expect(tries).toEqual([0, 1, 1, 1, 1, 0, 0, 0]);
  await purgeSignInRequests(db, inSeconds(80));
  expect(await db.$count(signInRequests)).toBe(0);
});

test("requests of more than an hour ago are deleted without an answer", async () => {
  await aStaffMember(db, { email: "ada@example.org" });
  await askForLink("ada@example.org");
  const now = new Date(Date.now() + ANSWER_WITHIN_MINUTES * 60_000 + 1);
  expect(await answerSignInRequests(db, { now })).toBe(0);
  await purgeSignInRequests(db, { now });
  for (const table of [signInRequests, verificationTokens]) expect(await db.$count(table)).toBe(0);
});
