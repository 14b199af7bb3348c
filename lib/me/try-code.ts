import { and, eq, lt, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { supporters } from "@/db/schema";
import { MAX_CODE_TRIES_PER_DAY } from "@/lib/signatures/try-code";
import { type BrowserTicket, isMeCode } from "./browser-ticket";
import { isFreshForActing } from "./me-token";

type Tried = { outcome: "right" | "wrong" | "too-many" };

/**
 * Tries a code, as `readConfirmationCode` returns it, for the browser that asked for it. Counts the try before comparing, together
 * with those of confirmation codes, so that parallel guesses gain nothing.
 */
export async function tryMeCode(
  db: Database,
  { code, ticket, now }: { code: string; ticket: BrowserTicket; now: Date },
): Promise<Tried> {
  const today = now.toISOString().slice(0, 10);
  const isToday = eq(supporters.codeTriesOn, today);
  const [counted] = await db
    .update(supporters)
    .set({
      codeTries: sql`case when ${isToday} then ${supporters.codeTries} + 1 else 1 end`,
      codeTriesOn: today,
    })
    .where(
      and(
        eq(supporters.id, ticket.supporterId),
        or(
          lt(supporters.codeTries, MAX_CODE_TRIES_PER_DAY),
          sql`${supporters.codeTriesOn} is distinct from ${today}::date`,
        ),
      ),
    )
    .returning({ id: supporters.id });
  if (!counted) return { outcome: "too-many" };
  if (!isFreshForActing(ticket.at, now) || !isMeCode(code, ticket)) return { outcome: "wrong" };
  await db
    .update(supporters)
    .set({ codeTries: sql`greatest(${supporters.codeTries} - 1, 0)` })
    .where(eq(supporters.id, ticket.supporterId));
  return { outcome: "right" };
}
