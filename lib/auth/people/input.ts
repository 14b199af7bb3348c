import { z } from "zod";
import { STAFF_ROLES } from "@/db/schema";
import { staffInvitation } from "../input";

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
