import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { auditEvents, type STAFF_ROLES, sessions } from "@/db/schema";
import { sha256 } from "@/lib/crypto";
import { newId } from "@/lib/ids";
import { aCookieJar } from "../support/cookie-jar";
import { aDatabase } from "../support/database";
import {
  aCampaignToExport,
  addSignature,
  makeAllExports,
  parseCsv,
  requestList,
  requestQueuedList,
} from "../support/exports";
import { aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

const jar = aCookieJar();
const { GET } = await import("@/app/api/staff/exports/[id]/route");
const progress = await import("@/app/api/staff/exports/[id]/progress/route");

beforeEach(() => jar.clear());

const DAY_MS = 86_400_000;

async function signIn(role: (typeof STAFF_ROLES)[number], { minutesAgo = 0 } = {}) {
  const { id: userId } = await aStaffMember(db, { role });
  const token = newId();
  const expires = new Date(Date.now() + 7 * DAY_MS - minutesAgo * 60_000);
  await db.insert(sessions).values({ sessionToken: sha256(token), userId, expires });
  jar.set("groundswell-staff", token);
  return userId;
}

const { campaign, actorId } = await aCampaignToExport(db);
await addSignature(db, campaign.slug, { name: "Ada", email: "ada@example.org" });
const small = await requestList(db, { campaign, actorId });
const ahead = { id: await requestQueuedList(db, { campaign, actorId }) };
await makeAllExports(db);

const ask = (id: string, { query = "", headers = {} } = {}) =>
  GET(new Request(`http://localhost:3000/api/staff/exports/${id}${query}`, { headers }), {
    params: Promise.resolve({ id }),
  });

test.each([
  ["that is written while it is downloaded", small.id],
  ["that a worker wrote", ahead.id],
])("a file %s can be downloaded with permission, and the audit log records it", async (_which, id) => {
  const member = await signIn("campaigner");
  const answer = await ask(id);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "text/csv; charset=utf-8; header=present",
    "content-disposition": `attachment; filename="${campaign.slug}-signatures-${new Date().toISOString().slice(0, 10)}.csv"`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  expect(parseCsv(Buffer.from(await answer.arrayBuffer()))).toMatchObject([
    { name: "Ada", email: "ada@example.org" },
  ]);
  const entries = await db.select().from(auditEvents).where(eq(auditEvents.actorId, member));
  expect(entries).toMatchObject([
    { action: "export.downloaded", details: { export: id, file: "signatures" } },
  ]);
});

test("after 15 minutes the download asks for a new sign-in, and then continues", async () => {
  await signIn("owner", { minutesAgo: 16 });
  await expect(ask(ahead.id, { query: `?locale=es&campaign=${campaign.slug}` })).rejects.toMatchObject({
    digest: expect.stringContaining(
      `/es/staff/sign-in/again?back=${encodeURIComponent(`/staff/campaigns/${campaign.slug}/exports`)}`,
    ),
  });
  expect(
    (await db.select().from(auditEvents)).filter(({ action }) => action === "export.downloaded"),
  ).toHaveLength(2);
});

test("visitors, and staff without the permission, cannot download it", async () => {
  await expect(ask(ahead.id)).rejects.toMatchObject({ digest: expect.stringContaining("/en/staff") });
  for (const role of ["analyst", "editor"] as const) {
    await signIn(role);
    await expect(ask(ahead.id)).rejects.toThrow("404");
    const params = Promise.resolve({ id: ahead.id });
    await expect(progress.GET(new Request("http://localhost:3000/"), { params })).rejects.toThrow("404");
  }
});

test("a request from another site is refused, and an unknown export is not found", async () => {
  await signIn("campaigner");
  expect((await ask(ahead.id, { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
  expect((await ask(newId())).status).toBe(404);
  expect((await ask("nonsense")).status).toBe(404);
  expect((await ask(ahead.id, { query: "?file=letter" })).status).toBe(404);
});

test("closing the connection ends the reading", async () => {
  await signIn("campaigner");
  const { body } = await ask(ahead.id);
  await expect(body?.cancel()).resolves.toBeUndefined();
});
