import type { Database } from "@/db/client";
import { recordAudit } from "@/lib/audit/mutations";

/** Writes down that a member of staff opened the story of a signature, and with it one person's data. */
export async function noteReading(
  db: Database,
  { signatureId, memberId }: { signatureId: string; memberId: string },
): Promise<void> {
  const subject = `signature:${signatureId}`;
  await db.transaction((tx) => recordAudit(tx, { actorId: memberId, action: "signature.read", subject }));
}
