import type { Database } from "@/db/client";
import { groupWrites } from "@/lib/group-writes";
import { countChanged } from "@/lib/page-changes";
import { type Confirmed, confirmAttempts, type MailedAttempt } from "./confirm-attempts";
import { type AttemptRef, isConfirmationCode, isFresh, readConfirmationToken } from "./confirm-token";
import { tryCode, uncountCode } from "./try-code";

type Refused =
  | { outcome: "expired" | "unknown" }
  /** 0 tries: the code is locked until there is a new mail. */
  | { outcome: "wrong-code"; triesLeft: number }
  /** Too many codes were entered for this address today. */
  | { outcome: "too-many-codes" };

export type Confirmation = Confirmed | Refused;

/**
 * Confirms an attempt by the token of its mailed link: copies its fields into the signature and counts it. Confirming twice, or
 * another attempt of a confirmed signature, changes nothing and returns the same result.
 */
export async function confirmByToken(
  db: Database,
  { token, now }: { token: string; now: Date },
): Promise<Confirmed | Extract<Refused, { outcome: "expired" | "unknown" }>> {
  const confirmation = readConfirmationToken(token);
  if (!confirmation) return { outcome: "unknown" };
  if (!isFresh(confirmation, now)) return { outcome: "expired" };
  return confirmAttempt(db, confirmation);
}

/** Confirms this browser's attempt by its six-digit code, as `readConfirmationCode` returns it. Every call uses up one try. */
export async function confirmByCode(
  db: Database,
  { code, attempt, now }: { code: string; attempt: AttemptRef; now: Date },
): Promise<Confirmation> {
  const tried = await tryCode(db, { attempt, now });
  if (tried.outcome !== "counted") return tried;
  const { askedAt, triesLeft } = tried;
  // An attempt without a mail has no valid code, but the answer is the same.
  if (!askedAt || !isConfirmationCode(code, { ...attempt, askedAt }))
    return { outcome: "wrong-code", triesLeft };
  if (!isFresh({ askedAt }, now)) return { outcome: "expired" };
  await uncountCode(db, attempt);
  return confirmAttempt(db, { ...attempt, askedAt });
}

/** Confirms an attempt, under load together with others. */
const confirmAttempt = groupWrites("confirming", {
  keyOf: ({ signatureId }: MailedAttempt) => signatureId,
  write: async (db: Database, attempts) => {
    const confirmed = await confirmAttempts(db, attempts);
    // Here, so that pages learn of it also if the request that waits for it has been answered with 503 meanwhile.
    for (const campaign of new Set(confirmed.map((each) => each.outcome === "confirmed" && each.campaign)))
      if (campaign) countChanged(campaign);
    return confirmed;
  },
});
