import { z } from "zod";
import type { Database } from "@/db/client";
import { STAFF_ROLES } from "@/db/schema";
import { staffAdapter } from "./adapter";
import type { StaffRole } from "./permissions";

const memberWithRole = z.object({ role: z.enum(STAFF_ROLES) });

/** Returns the role of the member of staff whose session cookie has this value. Null if the session is unknown or has expired. */
export async function getSessionRole(
  db: Database,
  { token, now }: { token: string; now: Date },
): Promise<StaffRole | null> {
  if (!token) return null;
  const known = await staffAdapter(db).getSessionAndUser?.(token);
  if (!known || known.session.expires <= now) return null;
  return memberWithRole.safeParse(known.user).data?.role ?? null;
}
