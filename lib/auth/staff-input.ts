import { z } from "zod";
import { STAFF_ROLES } from "@/db/schema";
import { DEFAULT_LOCALE, LOCALES } from "@/lib/i18n/locales";
import { staffAddress } from "./sign-in-input";

/** Who to invite, and as what. */
export const staffInvitation = z.object({
  email: staffAddress,
  role: z.enum(STAFF_ROLES),
  name: z.string().trim().min(1).max(200).optional(),
  locale: z.enum(LOCALES).default(DEFAULT_LOCALE),
});

export type StaffInvitation = z.output<typeof staffInvitation>;

/** What the form by which an owner invites sends. */
export const invitationForm = staffInvitation.extend({ name: z.string().trim().min(1).max(200) });

/** Whom a button is about. */
export const memberRequest = z.object({ member: z.uuid() });

/** Which role somebody gets. */
export const roleRequest = memberRequest.extend({ role: z.enum(STAFF_ROLES) });

/** Which sessions of whom are ended: one, or all. */
export const memberSessionsRequest = memberRequest.extend({ session: z.uuid().optional() });

/** Which of one's own sessions are ended: one, or all others. */
export const ownSessionsRequest = z.object({ session: z.uuid().optional() });
