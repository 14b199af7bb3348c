import { NextRequest } from "next/server";
import { afterAll, expect, test } from "vitest";
import { sessions } from "@/db/schema";
import type { StaffRole } from "@/lib/auth/permissions";
import { sha256 } from "@/lib/crypto";
import { newId } from "@/lib/ids";
import { proxy } from "@/proxy";
import { aDatabase } from "../support/database";
import { aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

const HOUR_MS = 3_600_000;
const MB = 1024 * 1024;

async function aSession(role: StaffRole, expires = new Date(Date.now() + HOUR_MS)) {
  const { id: userId } = await aStaffMember(db, { role });
  const token = newId();
  await db.insert(sessions).values({ sessionToken: sha256(token), userId, expires });
  return token;
}

/** Sends a form to a staff page. Its body must not be touched: reading it fails. */
function postForm({ token, headers = {} }: { token?: string; headers?: Record<string, string> }) {
  const body = new ReadableStream(
    {
      pull() {
        throw new Error("the body was read");
      },
    },
    { highWaterMark: 0 },
  );
  const request = new NextRequest("http://localhost:3000/es/staff/articles/import", {
    method: "POST",
    body,
    duplex: "half",
    headers: { ...headers, ...(token && { cookie: `groundswell-staff=${token}` }) },
  });
  return proxy(request);
}

test("an action without a valid session is sent to the sign-in page, and its body is not read", async () => {
  const expired = await aSession("owner", new Date(Date.now() - HOUR_MS));
  for (const token of [undefined, "forged", expired]) {
    const form = await postForm({ token });
    expect([form.status, form.headers.get("location")]).toEqual([303, "http://localhost:3000/es/staff"]);
    const script = await postForm({ token, headers: { "next-action": "0123" } });
    expect([script.status, script.headers.get("location")]).toEqual([303, null]);
    expect(script.headers.get("x-action-redirect")).toBe("/es/staff;push");
  }
});

test("only those who may import articles may send a large body", async () => {
  const large = { "content-length": String(5 * MB) };
  for (const headers of [large, { "transfer-encoding": "chunked" }]) {
    for (const role of ["analyst", "campaigner"] as const)
      expect((await postForm({ token: await aSession(role), headers })).status, role).toBe(413);
    for (const role of ["editor", "owner"] as const)
      expect((await postForm({ token: await aSession(role), headers })).status, role).toBe(200);
  }
  const small = { "content-length": "2000" };
  expect((await postForm({ token: await aSession("analyst"), headers: small })).status).toBe(200);
});
