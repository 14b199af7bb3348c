import { randomBytes } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { auditEvents, STAFF_ROLES, users } from "@/db/schema";
import { hasPermission, PERMISSIONS, type Permission } from "@/lib/auth/permissions";
import { appDatabase } from "../support/app-database";
import { listStaffEndpoints, type StaffEndpoint } from "../support/architecture/doors";
import { staffEntries } from "../support/architecture/guards";
import { readSources } from "../support/architecture/sources";
import { type Access, requestEndpoint } from "../support/endpoint-access";
import { aStaffMember } from "../support/factories";
import { CAMPAIGN } from "../support/signing";
import { aStaffSession, sessionCookie } from "../support/staff-session";

const OLD_MINUTES = 20;
const LONG_AGO_MINUTES = 8 * 24 * 60;

const sources = readSources();
const doors = listStaffEndpoints(sources);
let victim: Awaited<ReturnType<typeof aStaffMember>>;
let team: Record<string, string>;

beforeAll(async () => {
  victim = await aStaffMember(appDatabase(), { role: "analyst", email: "victim@example.org" });
  const members = await Promise.all(
    STAFF_ROLES.map((role) => aStaffMember(appDatabase(), { role, email: `door.${role}@example.org` })),
  );
  team = Object.fromEntries(members.map(({ role, id }) => [role, id]));
});

/** What somebody could send who knows every form: it would change a role, remove, invite, or end a campaign. */
const tempting = () => ({
  locale: "en",
  member: victim.id,
  role: "owner",
  name: "Mallory",
  email: "mallory@example.org",
  language: "en",
  slug: CAMPAIGN,
  campaign: CAMPAIGN,
});

const isPermission = (text: string): text is Permission => text in PERMISSIONS;

function expected(door: StaffEndpoint, role: (typeof STAFF_ROLES)[number], isOld: boolean): Access {
  if (!isPermission(door.permission)) throw new Error(`${door.permission} is not in the table`);
  if (!hasPermission(role, door.permission)) return "nothing here";
  return door.needsFreshSession && isOld ? "asked to sign in again" : "let in";
}

async function traces() {
  const [last] = await appDatabase()
    .select({ position: auditEvents.position })
    .from(auditEvents)
    .orderBy(desc(auditEvents.position))
    .limit(1);
  const [touched] = await appDatabase().select().from(users).where(eq(users.id, victim.id));
  const mallory = await appDatabase().$count(users, eq(users.email, "mallory@example.org"));
  return { last, touched, mallory };
}

test("no door is overlooked: whatever a stranger can ask for is tried here, or lets in and out by itself", () => {
  expect(new Set(doors.map(({ kind }) => kind)).size).toBeGreaterThan(1);
  expect(doors.length).toBeGreaterThan(10);
  const asking = staffEntries(sources).filter(({ text }) => /requireStaff|requireFreshStaff/.test(text));
  const tried = new Set(doors.map(({ path }) => path));
  expect(asking.map(({ path }) => path).filter((path) => !tried.has(path))).toEqual([]);
});

describe.each(doors.map((door) => ({ ...door, title: `${door.kind} ${door.path} (${door.name})` })))(
  "$title",
  (door) => {
    test("opens to the roles that the table names, and to no other", async () => {
      const before = await traces();
      const visitors = STAFF_ROLES.flatMap((role) =>
        [0, OLD_MINUTES].map((minutesAgo) => ({ role, minutesAgo })),
      );
      const askDoor = async ({ role, minutesAgo }: (typeof visitors)[number]) => {
        const headers = sessionCookie(await aStaffSession(team[role] ?? "", { minutesAgo }));
        const wanted = expected(door, role, minutesAgo > 0);
        // Those with the permission get no tempting fields: the action would carry them out.
        const fields = wanted === "nothing here" ? tempting() : { locale: "en" };
        const found = await requestEndpoint(door, { headers, fields });
        expect(found, `${role}, signed in ${minutesAgo} minutes ago`).toBe(wanted);
      };
      // The refused first: what those with the permission change would hide a trace of the others.
      const isAdmitted = ({ role, minutesAgo }: (typeof visitors)[number]) =>
        expected(door, role, minutesAgo > 0) === "let in";
      const admitted = visitors.filter(isAdmitted);
      const refused = visitors.filter((visitor) => !isAdmitted(visitor));
      await Promise.all(refused.map(askDoor));
      expect(await traces()).toEqual(before);
      await Promise.all(admitted.map(askDoor));
    });

    test("sends strangers to sign in, whatever cookie they bring, and does nothing for them", async () => {
      const removed = await aStaffMember(appDatabase(), {
        role: "owner",
        email: `${randomBytes(6).toString("hex")}@example.org`,
      });
      const left = await aStaffSession(removed.id);
      await appDatabase().update(users).set({ removedAt: new Date() }).where(eq(users.id, removed.id));
      const strangers = {
        "signed out": {},
        "with a forged cookie": sessionCookie(randomBytes(32).toString("base64url")),
        "with the cookie of an expired session": sessionCookie(
          await aStaffSession(team.owner ?? "", { minutesAgo: LONG_AGO_MINUTES }),
        ),
        "with the session of an owner who was removed": sessionCookie(left),
      };
      const before = await traces();
      const asked = Object.entries(strangers).map(async ([stranger, headers]) =>
        expect(await requestEndpoint(door, { headers, fields: tempting() }), stranger).toBe(
          "asked to sign in",
        ),
      );
      await Promise.all(asked);
      expect(await traces()).toEqual(before);
    });
  },
);
