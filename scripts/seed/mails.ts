import type { Transaction } from "@/db/client";
import { mailBatches, mailPace, outboxMessages } from "@/db/schema";
import { sha256 } from "@/lib/crypto";
import { funnelStart } from "@/lib/reporting/mail-funnel";
import { type Mailbox, mailboxProvider } from "@/lib/reporting/mailbox-providers";
import { suppressAddresses } from "@/lib/supporters/suppress";
import { inChunks } from "./chunks";
import { idAt } from "./ids";
import type { SampleSignature } from "./sample-signatures";
import { type SeededRandom, seededRandom } from "./seeded-random";
import { HOUR, MINUTE } from "./times";

type SampleMail = typeof outboxMessages.$inferInsert & { createdAt: Date; calledAt: Date };

const SECOND = 1_000;

/** How long a provider commonly takes to accept a mail. */
const DELIVERY_SECONDS: Record<Mailbox, number> = { gmail: 2, outlook: 25, yahoo: 8, icloud: 4, other: 6 };

/** Some do not know that they count already. */
const SIGNS_AGAIN = 0.08;

/** A provider tries so long to deliver what a mailbox puts off. */
const GIVES_UP_AFTER_HOURS = 24;

/** What became of the mails of those who have not confirmed. Most were delivered, and lie there. */
const FATES = [
  { fate: "delivered", weight: 66 },
  { fate: "bounced", weight: 14 },
  { fate: "delayed", weight: 8 },
  { fate: "refused", weight: 5 },
  { fate: "complained", weight: 4 },
  { fate: "untold", weight: 3 },
] as const;

type Fate = (typeof FATES)[number]["fate"];

/** Writes down the mails that the crowd's latest signatures got, as if they had been promised, sent and reported back. */
export async function recordMails(
  tx: Transaction,
  { signatures, now }: { signatures: SampleSignature[]; now: Date },
) {
  const dice = seededRandom(5321);
  const mails = signatures
    .filter(({ signedAt }) => signedAt >= funnelStart(now))
    .flatMap((signature) => mailsOf(signature, { dice, now }));
  // No worker may find these waiting, so what was sent has a batch that is finished.
  for (const rows of inChunks(mails)) await tx.insert(mailBatches).values(rows.flatMap(batchOf));
  for (const rows of inChunks(mails)) await tx.insert(outboxMessages).values(rows);
  await recordPace(tx, { mails, now });
  for (const reason of ["bounced", "complained"] as const) {
    const returned = new Set(mails.filter((mail) => mail[`${reason}At`]).map(({ subjectId }) => subjectId));
    const supporterIds = signatures
      .filter(({ id }) => returned.has(id))
      .map(({ supporterId }) => supporterId);
    await suppressAddresses(tx, { supporterIds, reason });
  }
}

type Told = { dice: SeededRandom; now: Date };

/** The mail that asks to confirm and, where one was due, the reminder, or the one that says that they count already. */
function mailsOf(signature: SampleSignature, told: Told): SampleMail[] {
  const { signedAt, confirmedAt, remindedAt } = signature;
  const fate = confirmedAt ? "delivered" : told.dice.weigh(FATES).fate;
  // Whoever confirmed had the mail before that.
  const until = confirmedAt ?? told.now;
  const mails = [
    aMail(signature, {
      topic: "signature.confirmation-requested",
      priority: 1,
      at: signedAt,
      until,
      fate,
      ...told,
    }),
  ];
  if (remindedAt && fate !== "bounced" && fate !== "complained") {
    const reminder = { topic: "signature.reminder-due", priority: 3, at: remindedAt, until };
    mails.push(aMail(signature, { ...reminder, fate, ...told }));
  }
  const againAt = confirmedAt && new Date(confirmedAt.getTime() + 20 * MINUTE);
  if (againAt && againAt < told.now && told.dice.chance(SIGNS_AGAIN)) {
    const repeat = { topic: "signature.repeated", priority: 2, at: againAt, until: told.now };
    mails.push(
      aMail(signature, { ...repeat, fate: told.dice.chance(1 / 3) ? "withheld" : "delivered", ...told }),
    );
  }
  return mails;
}

type Promised = Told & { topic: string; priority: number; at: Date; until: Date; fate: Fate | "withheld" };

function aMail(signature: SampleSignature, promised: Promised): SampleMail {
  const { topic, priority, at, until, fate, dice, now } = promised;
  const later = (time: Date, ms: number) => new Date(Math.min(time.getTime() + ms, until.getTime()));
  const calledAt = later(at, (0.3 + 1.6 * dice.next()) * SECOND);
  const seconds = DELIVERY_SECONDS[mailboxProvider(signature.person.emailDomain)] * (0.4 + 1.3 * dice.next());
  return {
    id: idAt(at, dice),
    topic,
    subjectId: signature.id,
    payload: { signatureId: signature.id },
    priority,
    createdAt: at,
    calledAt,
    ...(fate === "withheld"
      ? { failedAt: calledAt, failure: "limit: three mails a day" }
      : {
          batchId: idAt(calledAt, dice),
          position: 0,
          ...endOf(fate, { calledAt, reachedAt: later(calledAt, seconds * SECOND), now }),
        }),
  };
}

function endOf(fate: Fate, { calledAt, reachedAt, now }: { calledAt: Date; reachedAt: Date; now: Date }) {
  if (fate === "refused") return { failedAt: calledAt, failure: "Invalid `to` field." };
  const after = (ms: number) => new Date(reachedAt.getTime() + ms);
  const gaveUpAt = after(GIVES_UP_AFTER_HOURS * HOUR);
  return {
    sentAt: calledAt,
    deliveredAt: fate === "delivered" || fate === "complained" ? reachedAt : null,
    bouncedAt: fate === "bounced" ? reachedAt : null,
    complainedAt: fate === "complained" ? after(3 * MINUTE) : null,
    delayedAt: fate === "delayed" ? after(MINUTE) : null,
    ...(fate === "delayed" && gaveUpAt < now && { failedAt: gaveUpAt, failure: "failed at the provider" }),
  };
}

/** A mail alone in its batch, as in quiet times. */
function batchOf({
  batchId,
  priority,
  createdAt,
  calledAt,
}: SampleMail): (typeof mailBatches.$inferInsert)[] {
  if (!batchId) return [];
  const finished = { firstAttemptAt: calledAt, attempts: 1, nextAttemptAt: createdAt, finishedAt: calledAt };
  const words = { idempotencyKey: `groundswell/${batchId}`, payloadSha256: sha256("") }; // it never held any
  return [{ id: batchId, ...words, priority, createdAt, ...finished }];
}

/** The provider took the latest of these mails, and had enough of us a while before. */
async function recordPace(tx: Transaction, { mails, now }: { mails: SampleMail[]; now: Date }) {
  const lastSuccessAt = new Date(Math.max(...mails.map(({ calledAt }) => calledAt.getTime())));
  await tx
    .insert(mailPace)
    .values({
      quietUntil: lastSuccessAt,
      lastSuccessAt,
      lastError: "429 rate_limit_exceeded",
      lastErrorAt: new Date(now.getTime() - 5 * HOUR),
    })
    .onConflictDoNothing();
}
