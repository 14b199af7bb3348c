import { z } from "zod";
import { STAFF_ROLES } from "@/db/schema";
import { DEFAULT_LOCALE, LOCALES } from "@/lib/i18n/locales";
import { cleanName, hasVisibleLetter } from "@/lib/visible-text";
import { staffAddress } from "./sign-in-input";

/** The name of a member of staff, which articles and the audit log show. */
const personName = z.string().transform(cleanName).pipe(z.string().max(200).refine(hasVisibleLetter));

/** An invitation from the command line. */
export const staffInvitation = z.object({
  email: staffAddress,
  role: z.enum(STAFF_ROLES),
  name: personName.optional(),
  locale: z.enum(LOCALES).default(DEFAULT_LOCALE),
});

export type StaffInvitation = z.output<typeof staffInvitation>;

/** The invitation form. The name is required. */
export const invitationForm = staffInvitation.extend({ name: personName });

/** A form about one member of staff. */
export const memberRequest = z.object({ member: z.uuid() });

/** The role form. */
export const roleRequest = memberRequest.extend({ role: z.enum(STAFF_ROLES) });

/** Ends one session of a member of staff, or all. */
export const memberSessionsRequest = memberRequest.extend({ session: z.uuid().optional() });

/** Ends one of the user's own sessions, or all except the current one. */
export const ownSessionsRequest = z.object({ session: z.uuid().optional() });
