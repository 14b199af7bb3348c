import { and, desc, eq, gt, inArray, ne } from "drizzle-orm";
import type { Database } from "@/db/client";
import { sessions } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { signedInAt } from "./session-age";
import { staffSubject } from "./staff-name";

const MAX_SESSIONS = 500;

export type StaffSession = {
  id: string;
  memberId: string;
  browser: string | null;
  system: string | null;
  signedInAt: Date;
};

/** Lists the valid sessions of these members of staff, newest first. */
export async function listSessions(
  db: Database,
  { memberIds, now }: { memberIds: string[]; now: Date },
): Promise<StaffSession[]> {
  const rows = await db
    .select({
      id: sessions.id,
      memberId: sessions.userId,
      browser: sessions.browser,
      system: sessions.system,
      expires: sessions.expires,
    })
    .from(sessions)
    .where(and(inArray(sessions.userId, memberIds), gt(sessions.expires, now)))
    .orderBy(desc(sessions.expires))
    .limit(MAX_SESSIONS);
  return rows.map(({ expires, ...session }) => ({ ...session, signedInAt: signedInAt(expires) }));
}

type Ended = {
  memberId: string;
  /** End only this session. */
  only?: string;
  /** End all sessions except this one. */
  except?: string;
  by: string;
};

/** Ends sessions of a member of staff, with immediate effect. Returns the number ended. */
export async function endSessions(db: Database, { memberId, only, except, by }: Ended): Promise<number> {
  return db.transaction(async (tx) => {
    const ended = await tx
      .delete(sessions)
      .where(
        and(
          eq(sessions.userId, memberId),
          only ? eq(sessions.id, only) : undefined,
          except ? ne(sessions.id, except) : undefined,
        ),
      )
      .returning({ id: sessions.id });
    if (ended.length > 0) {
      const details = { sessions: String(ended.length) };
      await recordAudit(tx, {
        actorId: by,
        action: "staff.session-ended",
        subject: staffSubject({ id: memberId }),
        details,
      });
    }
    return ended.length;
  });
}
