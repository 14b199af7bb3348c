import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { type STAFF_ROLES, staffInvitations, verificationTokens } from "@/db/schema";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/outbox/enqueue";
import { signInToken, signInTokenHash } from "./sign-in-token";

export const INVITATION_DAYS = 7;

type Invited = {
  member: { id: string; email: string };
  role: (typeof STAFF_ROLES)[number];
  by: string;
  now: Date;
};

/**
 * Stores an invitation and enqueues its mail, in the caller's transaction. Its link is a sign-in link that is valid for days
 * instead of minutes. Invalidates all earlier links of the person.
 */
export async function createInvitation(tx: Transaction, { member, role, by, now }: Invited): Promise<void> {
  await tx
    .insert(staffInvitations)
    .values({ id: newId(), userId: member.id, role, invitedById: by, invitedAt: now });
  await tx.delete(verificationTokens).where(eq(verificationTokens.identifier, member.email));
  const link = { userId: member.id, tokenId: newId() };
  await tx.insert(verificationTokens).values({
    identifier: member.email,
    token: signInTokenHash(signInToken(link)),
    expires: new Date(now.getTime() + INVITATION_DAYS * 86_400_000),
  });
  await enqueue(tx, { topic: "staff.invited", subjectId: link.tokenId, payload: link, priority: 0 });
}
