import { z } from "zod";
import { connect } from "@/db/client";
import { STAFF_ROLES } from "@/db/schema";
import { inviteStaff } from "@/lib/auth/invite";
import { staffInvitation } from "@/lib/auth/staff-input";
import { LOCALES } from "@/lib/i18n/locales";
import {
  defineCommand,
  describeIssues,
  parseOptions,
  reportFailure,
  requireDatabaseUrl,
} from "./command-line";

const command = defineCommand(
  "npm run staff:invite",
  `Invites a member of staff, restores a former one, or changes a role, in the database of DATABASE_URL. Prints the sign-in
page on the site of APP_URL (http://localhost:3000).`,
)
  .option("--email <address>", "where sign-in links are sent (required)")
  .option("--role <role>", `${STAFF_ROLES.join(", ")} (required)`)
  .option("--name <name>", "the name that colleagues see")
  .option("--locale <locale>", `language of the staff area: ${LOCALES.join(", ")}`);

const invitation = parseOptions(command, staffInvitation);

const site = z.object({ APP_URL: z.url().default("http://localhost:3000") });

function signInUrl(): string {
  const result = site.safeParse(process.env);
  if (!result.success) throw new Error(describeIssues(result.error));
  return new URL(`/${invitation.locale}/staff`, result.data.APP_URL).href;
}

async function invite() {
  const { email, role } = invitation;
  const url = signInUrl();
  const db = connect(requireDatabaseUrl(), 1);
  try {
    const result = await inviteStaff(db, invitation);
    if (result.outcome === "last-owner")
      throw new Error(`${email} is the only owner. Give another member of staff that role first.`);
    if (result.outcome === "invited") console.log(`${email} is on the staff as ${role}.`);
    if (result.outcome === "already-invited") console.log(`${email} is on the staff as ${role} already.`);
    if (result.outcome === "restored") console.log(`${email} is back on the staff as ${role}.`);
    if (result.outcome === "role-changed") console.log(`${email} was ${result.from} and is ${role} now.`);
    console.log(`Sign in at ${url}: the link is sent by mail.`);
  } finally {
    await db.$client.end();
  }
}

await invite().catch(reportFailure);
