import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { supporters } from "@/db/schema";
import { newId } from "@/lib/ids";
import { addressRecord, requireEmailAddress } from "@/lib/supporters/address";
import { getMailChoices } from "@/lib/supporters/mail-choices";
import { mailChoicesToken } from "@/lib/supporters/mail-choices-token";
import { appDatabase } from "../support/app-database";
import { stack } from "../support/stack";

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const ONE_CLICK = "List-Unsubscribe=One-Click";

/** Creates a supporter, with the unsubscribe token of his mails and a function that reads his choices. */
async function gil() {
  const db = appDatabase();
  const id = newId();
  const address = addressRecord(requireEmailAddress(`gil.${id}@example.org`), id);
  await db.insert(supporters).values({ id, locale: "en", ...address });
  const { emailKey } = address;
  return { id, token: mailChoicesToken(emailKey), choices: () => getMailChoices(db, emailKey) };
}

function send(token: string, body: BodyInit, headers: Record<string, string> = {}) {
  const address = `${stack().appUrl}/api/v1/unsubscribe/${token}`;
  return fetch(address, { method: "POST", redirect: "manual", body, headers });
}

describe("one-click unsubscribe (RFC 8058)", () => {
  const multipart = new FormData();
  multipart.set("List-Unsubscribe", "One-Click");

  test.each<[string, BodyInit, Record<string, string>]>([
    ["a form", ONE_CLICK, FORM],
    ["a form from another site", ONE_CLICK, { ...FORM, origin: "https://mail.example.com" }],
    ["a form that the browser marks as cross-site", ONE_CLICK, { ...FORM, "sec-fetch-site": "cross-site" }],
    ["a form with a null origin", ONE_CLICK, { ...FORM, origin: "null" }],
    ["a multipart form", multipart, {}],
  ])("sent as %s, once or twice, ends news and reminders", async (_kind, body, headers) => {
    const { token, choices } = await gil();
    for (const request of ["the first", "the second"]) {
      const answer = await send(token, body, headers);
      expect(answer.status, request).toBe(200);
      for (const header of ["location", "set-cookie"]) expect(answer.headers.get(header)).toBeNull();
      expect(await answer.text()).toMatch(/<h1[^>]*>No news and no reminders</);
    }
    expect(await choices()).toEqual({ wanted: "signatures-only", suppressedBecause: null });
  });

  test("succeeds if he has been deleted meanwhile", async () => {
    const { id, token, choices } = await gil();
    await appDatabase().delete(supporters).where(eq(supporters.id, id));
    const answer = await send(token, ONE_CLICK, FORM);
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toMatch(/<h1[^>]*>We have deleted this address</);
    expect(page).toContain("Never mail this address again");
    expect(await choices()).toEqual({ wanted: "unknown", suppressedBecause: null });
  });
});

describe("an invalid request changes nothing:", () => {
  test("an unknown token returns 404 and says what to do", async () => {
    const { token, choices } = await gil();
    for (const mangled of [token.slice(1), `${token}A`, token.toLowerCase(), "nonsense", "x".repeat(5_000)]) {
      const answer = await send(mangled, "choice=never", FORM);
      expect(answer.status, mangled).toBe(404);
      expect(await answer.text()).toContain("Open it again from the mail");
    }
    expect(await choices()).toEqual({ wanted: "all", suppressedBecause: null });
  });

  test("a NUL in place of a token is refused", async () => {
    expect((await send("%00", "choice=never", FORM)).status).toBe(400);
  });

  test.each<[string, string, Record<string, string>, number]>([
    ["an unknown choice", "choice=everything", FORM, 422],
    ["an unknown content type", "choice=never", { "content-type": "text/plain" }, 415],
    ["a body of more than 64 KB", `choice=never&x=${"x".repeat(65 * 1024)}`, FORM, 413],
    ["broken JSON", "{", { "content-type": "application/json" }, 400],
  ])("%s", async (_kind, body, headers, status) => {
    const { token, choices } = await gil();
    expect((await send(token, body, headers)).status).toBe(status);
    expect(await choices()).toEqual({ wanted: "all", suppressedBecause: null });
  });
});

test("while his row is locked, the response is 503 with Retry-After, and a later request succeeds", async () => {
  const { id, token, choices } = await gil();
  const answer = await appDatabase().transaction(async (tx) => {
    await tx.select().from(supporters).where(eq(supporters.id, id)).for("update");
    return send(token, ONE_CLICK, FORM);
  });
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
  expect((await send(token, ONE_CLICK, FORM)).status).toBe(200);
  expect(await choices()).toEqual({ wanted: "signatures-only", suppressedBecause: null });
});
