import { parseArgs } from "node:util";
import { z } from "zod";
import { connect } from "@/db/client";
import { STAFF_ROLES } from "@/db/schema";
import { inviteStaff } from "@/lib/auth/invite";
import { type StaffInvitation, staffInvitation } from "@/lib/auth/staff-input";

const USAGE = `Usage: npm run staff:invite -- --email ada@example.org --role owner [--name "Ada Lovelace"] [--locale es]
Roles: ${STAFF_ROLES.join(", ")}.`;

const site = z.object({
  DATABASE_URL: z.url("says which database to write to (`npm run demo` and `npm run dev` print theirs)"),
  APP_URL: z.url().default("http://localhost:3000"),
});

/** Parses the invitation from the command line and the site from the environment, or throws the validation errors. */
function readCommand(): { invitation: StaffInvitation; databaseUrl: string; signInUrl: string } {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { email: text, role: text, name: text, locale: text } });
  const invitation = staffInvitation.safeParse(values);
  if (!invitation.success) throw new Error(`${faults(invitation.error, "--")}\n\n${USAGE}`);
  const target = site.safeParse(process.env);
  if (!target.success) throw new Error(faults(target.error, ""));
  return {
    invitation: invitation.data,
    databaseUrl: target.data.DATABASE_URL,
    signInUrl: new URL(`/${invitation.data.locale}/staff`, target.data.APP_URL).href,
  };
}

function faults(error: z.ZodError, prefix: string): string {
  return error.issues.map(({ path, message }) => `${prefix}${path.join(".")}: ${message}`).join("\n");
}

async function invite() {
  const { invitation, databaseUrl, signInUrl } = readCommand();
  const { email, role } = invitation;
  const db = connect(databaseUrl, 1);
  try {
    const result = await inviteStaff(db, invitation);
    if (result.outcome === "last-owner")
      throw new Error(`${email} is the only owner. Make somebody else an owner first.`);
    if (result.outcome === "invited") console.log(`${email} is on the staff as ${role}.`);
    if (result.outcome === "already-invited") console.log(`${email} is on the staff as ${role} already.`);
    if (result.outcome === "restored") console.log(`${email} is back on the staff as ${role}.`);
    if (result.outcome === "role-changed") console.log(`${email} was ${result.from} and is ${role} now.`);
    console.log(`Sign in at ${signInUrl}: the link comes by mail.`);
  } finally {
    await db.$client.end();
  }
}

try {
  await invite();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
