import { and, asc, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { privacyRequests, REQUEST_KINDS, REQUEST_OUTCOMES } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { isId, newId } from "@/lib/ids";
import { type EmailAddress, emailKeyOf } from "@/lib/supporters/address";
import { personSubject } from "./staff-deeds";

/** The law gives a month (GDPR, article 12); we count 30 days. */
const ANSWER_WITHIN_DAYS = 30;
const DAY_MS = 86_400_000;
const LISTED = 200;

export const requestKind = z.enum(REQUEST_KINDS);
export const requestEnd = z.object({ request: z.string().refine(isId), outcome: z.enum(REQUEST_OUTCOMES) });

type ToOpen = { email: EmailAddress; kind: z.infer<typeof requestKind>; memberId: string; now: Date };

/** Registers a request, whether or not anything is held about the person. Its clock begins. */
export async function openRequest(
  db: Database,
  { email, kind, memberId, now }: ToOpen,
): Promise<{ id: string }> {
  const id = newId();
  const emailKey = emailKeyOf(email.canonical);
  const dueAt = new Date(now.getTime() + ANSWER_WITHIN_DAYS * DAY_MS);
  await db.transaction(async (tx) => {
    await tx
      .insert(privacyRequests)
      .values({ id, emailKey, kind, openedAt: now, dueAt, openedById: memberId });
    const details = { kind, person: personSubject(emailKey).slice("person:".length) };
    await recordAudit(tx, { actorId: memberId, action: "request.opened", subject: `request:${id}`, details });
  });
  return { id };
}

type ToClose = { id: string; outcome: (typeof REQUEST_OUTCOMES)[number]; memberId: string; now: Date };

/** Closes a request. Closing it twice changes nothing. */
export async function closeRequest(db: Database, { id, outcome, memberId, now }: ToClose) {
  return db.transaction(async (tx) => {
    const [closed] = await tx
      .update(privacyRequests)
      .set({ doneAt: now, doneById: memberId, outcome })
      .where(and(eq(privacyRequests.id, id), isNull(privacyRequests.doneAt)))
      .returning({ id: privacyRequests.id });
    if (!closed) return { outcome: "unchanged" } as const;
    await recordAudit(tx, {
      actorId: memberId,
      action: "request.done",
      subject: `request:${id}`,
      details: { outcome },
    });
    return { outcome: "closed" } as const;
  });
}

/** Lists the open requests, the most urgent first, and the ones that were closed last. */
export async function listRequests(db: Database, { now }: { now: Date }) {
  const { id, kind, openedAt, dueAt, doneAt, outcome } = privacyRequests;
  const columns = { id, kind, openedAt, dueAt, doneAt, outcome };
  const open = await db
    .select(columns)
    .from(privacyRequests)
    .where(isNull(doneAt))
    .orderBy(asc(dueAt))
    .limit(LISTED);
  const done = await db
    .select(columns)
    .from(privacyRequests)
    .where(isNotNull(doneAt))
    .orderBy(desc(doneAt))
    .limit(LISTED);
  return { open: open.map((request) => ({ ...request, isOverdue: request.dueAt <= now })), done };
}
