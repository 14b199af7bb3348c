import { randomBytes } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { auditEvents, STAFF_ROLES, users } from "@/db/schema";
import { hasPermission, PERMISSIONS, type Permission } from "@/lib/auth/permissions";
import { appDatabase } from "../support/app-database";
import { listStaffEndpoints, type StaffEndpoint } from "../support/architecture/endpoints";
import { GUARDS, staffEntries } from "../support/architecture/guards";
import { readSources } from "../support/architecture/sources";
import { type Access, requestEndpoint } from "../support/endpoint-access";
import { aStaffMember } from "../support/factories";
import { CAMPAIGN } from "../support/public-api";
import { aStaffSession, sessionCookie } from "../support/staff-session";

const STALE_MINUTES = 20;
const EXPIRED_MINUTES = 8 * 24 * 60;

const sources = readSources();
const endpoints = listStaffEndpoints(sources);
let victim: Awaited<ReturnType<typeof aStaffMember>>;
let team: Record<string, string>;

beforeAll(async () => {
  victim = await aStaffMember(appDatabase(), { role: "analyst", email: "victim@example.org" });
  const members = await Promise.all(
    STAFF_ROLES.map((role) => aStaffMember(appDatabase(), { role, email: `endpoint.${role}@example.org` })),
  );
  team = Object.fromEntries(members.map(({ role, id }) => [role, id]));
});

/** The fields of every form: if accepted, they change a role, remove or invite a member, end a campaign, or make the site read-only. */
const harmfulFields = () => ({
  locale: "en",
  member: victim.id,
  role: "owner",
  name: "Mallory",
  email: "mallory@example.org",
  language: "en",
  slug: CAMPAIGN,
  campaign: CAMPAIGN,
  switch: "read-only",
  turn: "on",
  confirmed: "yes",
});

type Client = { role: (typeof STAFF_ROLES)[number]; minutesAgo: number };

const isPermission = (text: string): text is Permission => text in PERMISSIONS;

function expectedAccess(endpoint: StaffEndpoint, { role, minutesAgo }: Client): Access {
  if (!isPermission(endpoint.permission)) throw new Error(`${endpoint.permission} is not a permission`);
  if (!hasPermission(role, endpoint.permission)) return "not found";
  return endpoint.needsFreshSession && minutesAgo > 0 ? "must sign in again" : "allowed";
}

async function effects() {
  const [last] = await appDatabase()
    .select({ position: auditEvents.position })
    .from(auditEvents)
    .orderBy(desc(auditEvents.position))
    .limit(1);
  const [member] = await appDatabase().select().from(users).where(eq(users.id, victim.id));
  const mallory = await appDatabase().$count(users, eq(users.email, "mallory@example.org"));
  return { last, member, mallory };
}

test("every staff endpoint is tried here, unless it signs in or out itself", () => {
  expect(new Set(endpoints.map(({ kind }) => kind)).size).toBeGreaterThan(1);
  expect(endpoints.length).toBeGreaterThan(10);
  const guarded = staffEntries(sources).filter(({ text }) => GUARDS.some((guard) => text.includes(guard)));
  const tried = new Set(endpoints.map(({ path }) => path));
  expect(guarded.map(({ path }) => path).filter((path) => !tried.has(path))).toEqual([]);
});

describe.each(
  endpoints.map((endpoint) => ({
    ...endpoint,
    title: `${endpoint.kind} ${endpoint.path} (${endpoint.name})`,
  })),
)("$title", (endpoint) => {
  test("allows only the roles with its permission", async () => {
    const before = await effects();
    const clients = STAFF_ROLES.flatMap((role) =>
      [0, STALE_MINUTES].map((minutesAgo): Client => ({ role, minutesAgo })),
    );
    const isAllowed = (client: Client) => expectedAccess(endpoint, client) === "allowed";
    const expectAccess = async ({ role, minutesAgo }: Client) => {
      const headers = sessionCookie(await aStaffSession(team[role] ?? "", { minutesAgo }));
      // An allowed action would carry out the harmful fields.
      const fields = isAllowed({ role, minutesAgo }) ? { locale: "en" } : harmfulFields();
      const access = await requestEndpoint(endpoint, { headers, fields });
      expect(access, `${role}, signed in ${minutesAgo} minutes ago`).toBe(
        expectedAccess(endpoint, { role, minutesAgo }),
      );
    };
    // Refused clients first: the effects of allowed requests would hide theirs.
    await Promise.all(clients.filter((client) => !isAllowed(client)).map(expectAccess));
    expect(await effects()).toEqual(before);
    await Promise.all(clients.filter(isAllowed).map(expectAccess));
  });

  test("asks clients without a valid session to sign in, and changes nothing", async () => {
    const removed = await aStaffMember(appDatabase(), {
      role: "owner",
      email: `${randomBytes(6).toString("hex")}@example.org`,
    });
    const removedSession = await aStaffSession(removed.id);
    await appDatabase().update(users).set({ removedAt: new Date() }).where(eq(users.id, removed.id));
    const clients = {
      "signed out": {},
      "with a forged cookie": sessionCookie(randomBytes(32).toString("base64url")),
      "with the cookie of an expired session": sessionCookie(
        await aStaffSession(team.owner ?? "", { minutesAgo: EXPIRED_MINUTES }),
      ),
      "with the session of an owner who was removed": sessionCookie(removedSession),
    };
    const before = await effects();
    await Promise.all(
      Object.entries(clients).map(async ([client, headers]) =>
        expect(await requestEndpoint(endpoint, { headers, fields: harmfulFields() }), client).toBe(
          "must sign in",
        ),
      ),
    );
    expect(await effects()).toEqual(before);
  });
});
