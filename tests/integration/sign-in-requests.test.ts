import { afterAll, beforeEach, expect, test } from "vitest";
import { POST } from "@/app/api/staff/sign-in-links/route";
import { outboxMessages, signInRequests, users, verificationTokens } from "@/db/schema";
import { aDatabase } from "../support/database";
import { aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
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

test("a network that asks without end is refused, and others are not", async () => {
  const from = (network: string) => askForLink("eve@example.org", { "x-forwarded-for": network });
  const answers = await Promise.all(Array.from({ length: 130 }, () => from("192.0.2.1")));
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(120);
  expect(answers.at(-1)?.status).toBe(429);
  expect((await from("192.0.2.2")).status).toBe(303);
});
