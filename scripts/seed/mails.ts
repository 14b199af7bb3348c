import type { Transaction } from "@/db/client";
import { mailBatches, mailPace, outboxMessages } from "@/db/schema";
import { sha256 } from "@/lib/crypto";
import { UNSENT_REASONS } from "@/lib/outbox/unsent-reasons";
import { funnelStart } from "@/lib/reporting/mail-funnel";
import { type MailboxProvider, mailboxProvider } from "@/lib/reporting/mailbox-providers";
import { suppressAddresses } from "@/lib/supporters/suppress";
import { inChunks } from "./chunks";
import { idAt } from "./ids";
import type { SampleSignature } from "./sample-signatures";
import { type SeededRandom, seededRandom } from "./seeded-random";
import { HOUR, MINUTE } from "./times";

type SampleMail = typeof outboxMessages.$inferInsert & { createdAt: Date; calledAt: Date };

const SECOND = 1_000;

/** The usual time until a mailbox provider accepts a mail. */
const DELIVERY_SECONDS: Record<MailboxProvider, number> = {
  gmail: 2,
  outlook: 25,
  yahoo: 8,
  icloud: 4,
  other: 6,
};

/** The share of confirmed people who sign again. */
const SIGNS_AGAIN = 0.08;

/** The provider stops retrying a delayed mail after this time. */
const GIVES_UP_AFTER_HOURS = 24;

/** The results of the mails of people who have not confirmed. */
const RESULTS = [
  { result: "delivered", weight: 66 },
  { result: "bounced", weight: 14 },
  { result: "delayed", weight: 8 },
  { result: "refused", weight: 5 },
  { result: "complained", weight: 4 },
  { result: "unreported", weight: 3 },
] as const;

type Result = (typeof RESULTS)[number]["result"];

/** Inserts the mails of the latest sample signatures with the reports of the provider. */
export async function recordMails(
  tx: Transaction,
  { signatures, now }: { signatures: SampleSignature[]; now: Date },
) {
  const random = seededRandom(5321);
  const mails = signatures
    .filter(({ signedAt }) => signedAt >= funnelStart(now))
    .flatMap((signature) => mailsOf(signature, { random, now }));
  // Sent mails belong to a finished batch, so that no worker sends them.
  for (const rows of inChunks(mails)) await tx.insert(mailBatches).values(rows.flatMap(batchOf));
  for (const rows of inChunks(mails)) await tx.insert(outboxMessages).values(rows);
  await recordPace(tx, { mails, now });
  for (const reason of ["bounced", "complained"] as const) {
    const returned = new Set(mails.filter((mail) => mail[`${reason}At`]).map(({ subjectId }) => subjectId));
    const supporterIds = signatures
      .filter(({ id }) => returned.has(id))
      .flatMap(({ supporterId }) => supporterId ?? []);
    await suppressAddresses(tx, { supporterIds, reason });
  }
}

type Context = { random: SeededRandom; now: Date };

/** Returns the confirmation mail of a signature and, if one was due, the reminder or the "already signed" mail. */
function mailsOf(signature: SampleSignature, context: Context): SampleMail[] {
  const { signedAt, confirmedAt, remindedAt } = signature;
  const result = confirmedAt ? "delivered" : context.random.weigh(RESULTS).result;
  // A mail arrives before its signature is confirmed.
  const until = confirmedAt ?? context.now;
  const mails = [
    aMail(signature, {
      topic: "signature.confirmation-requested",
      priority: 1,
      at: signedAt,
      until,
      result,
      ...context,
    }),
  ];
  if (remindedAt && result !== "bounced" && result !== "complained") {
    const reminder = { topic: "signature.reminder-due", priority: 3, at: remindedAt, until };
    mails.push(aMail(signature, { ...reminder, result, ...context }));
  }
  const againAt = confirmedAt && new Date(confirmedAt.getTime() + 20 * MINUTE);
  if (againAt && againAt < context.now && context.random.chance(SIGNS_AGAIN)) {
    const repeat = { topic: "signature.repeated", priority: 2, at: againAt, until: context.now };
    mails.push(
      aMail(signature, {
        ...repeat,
        result: context.random.chance(1 / 3) ? "withheld" : "delivered",
        ...context,
      }),
    );
  }
  return mails;
}

type MailPlan = Context & {
  topic: string;
  priority: number;
  at: Date;
  until: Date;
  result: Result | "withheld";
};

function aMail(signature: SampleSignature, plan: MailPlan): SampleMail {
  const { topic, priority, at, until, result, random, now } = plan;
  const later = (time: Date, ms: number) => new Date(Math.min(time.getTime() + ms, until.getTime()));
  const calledAt = later(at, (0.3 + 1.6 * random.next()) * SECOND);
  const seconds =
    DELIVERY_SECONDS[mailboxProvider(signature.person.emailDomain)] * (0.4 + 1.3 * random.next());
  return {
    id: idAt(at, random),
    topic,
    subjectId: signature.id,
    payload: { signatureId: signature.id },
    priority,
    createdAt: at,
    calledAt,
    ...(result === "withheld"
      ? { failedAt: calledAt, failure: UNSENT_REASONS.dailyLimit }
      : {
          batchId: idAt(calledAt, random),
          position: 0,
          ...reportsOf(result, { calledAt, reachedAt: later(calledAt, seconds * SECOND), now }),
        }),
  };
}

function reportsOf(
  result: Result,
  { calledAt, reachedAt, now }: { calledAt: Date; reachedAt: Date; now: Date },
) {
  if (result === "refused") return { failedAt: calledAt, failure: "Invalid `to` field." };
  const after = (ms: number) => new Date(reachedAt.getTime() + ms);
  const gaveUpAt = after(GIVES_UP_AFTER_HOURS * HOUR);
  return {
    sentAt: calledAt,
    deliveredAt: result === "delivered" || result === "complained" ? reachedAt : null,
    bouncedAt: result === "bounced" ? reachedAt : null,
    complainedAt: result === "complained" ? after(3 * MINUTE) : null,
    delayedAt: result === "delayed" ? after(MINUTE) : null,
    ...(result === "delayed" &&
      gaveUpAt < now && { failedAt: gaveUpAt, failure: UNSENT_REASONS.failedAtProvider }),
  };
}

/** Returns the batch of a mail, which is its only member. */
function batchOf({
  batchId,
  priority,
  createdAt,
  calledAt,
}: SampleMail): (typeof mailBatches.$inferInsert)[] {
  if (!batchId) return [];
  const finished = { firstAttemptAt: calledAt, attempts: 1, nextAttemptAt: createdAt, finishedAt: calledAt };
  const request = { idempotencyKey: `groundswell/${batchId}`, payloadSha256: sha256("") }; // No sealed request is stored.
  return [{ id: batchId, ...request, priority, createdAt, ...finished }];
}

/** Records that the provider accepted the latest mail, and limited our rate some hours before. */
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
