import { and, eq, gt, isNull, lte, ne } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { addressChanges, outboxMessages, supporters, suppressions } from "@/db/schema";
import { open, seal } from "@/lib/crypto";
import { isUniqueViolation } from "@/lib/failures";
import type { Locale } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/outbox/enqueue";
import {
  EMAIL_KEY_VERSION,
  type EmailAddress,
  emailKeyOf,
  openAddress,
  parseEmailAddress,
} from "@/lib/supporters/address";
import { readAddressToken } from "./address-token";
import { moveTo } from "./change-address";
import { takeLink } from "./request-link";

const ADDRESS_CHANGE_TOPIC = "supporter.address-change-requested";
export const ADDRESS_CHANGED_TOPIC = "supporter.address-changed";

/** How long the link in the mail to the new address is valid. */
export const CHANGE_WITHIN_HOURS = 24;
/** Different people who may ask for the same new address in that time, so that nobody's mailbox is flooded. */
const MAX_ASKED_PER_ADDRESS = 3;

const PURPOSE = "me/new-address";
const OLD_PURPOSE = "me/old-address";
const HOUR_MS = 3_600_000;

type Asked = { supporterId: string; email: EmailAddress; locale: Locale; now: Date };

/**
 * Asks the owner of a new address to confirm that a person moves to it. One change at a time: a later one takes the place of the
 * earlier. Returns nothing, and mails nothing beyond the limits or to an address that wants no mail, so that the answer is the same
 * for an address that is known here and one that is not.
 */
export async function requestAddressChange(
  db: Database,
  { supporterId, email, locale, now }: Asked,
): Promise<void> {
  const emailKey = emailKeyOf(email.canonical);
  await db.transaction(async (tx) => {
    if (!(await takeLink(tx, eq(supporters.id, supporterId)))) return;
    if (!(await mayBeAsked(tx, { supporterId, emailKey, now }))) return;
    const id = newId();
    await tx.delete(addressChanges).where(eq(addressChanges.supporterId, supporterId));
    await tx.insert(addressChanges).values({
      ...{ id, supporterId, emailKey, locale },
      emailKeyVersion: EMAIL_KEY_VERSION,
      emailCipher: seal(PURPOSE, email.address, id),
      requestedAt: now,
    });
    await enqueue(tx, {
      topic: ADDRESS_CHANGE_TOPIC,
      subjectId: supporterId,
      payload: { changeId: id },
      priority: 1,
    });
  });
}

type Target = { supporterId: string; emailKey: Buffer; now: Date };

async function mayBeAsked(tx: Transaction, { supporterId, emailKey, now }: Target): Promise<boolean> {
  if ((await tx.$count(suppressions, eq(suppressions.emailKey, emailKey))) > 0) return false;
  // The previous address gets its mail about the last change first: only that row holds the address.
  const { topic, subjectId, batchId, failedAt } = outboxMessages;
  const isNotice = and(eq(topic, ADDRESS_CHANGED_TOPIC), eq(subjectId, supporterId));
  const untold = await tx.$count(outboxMessages, and(isNotice, isNull(batchId), isNull(failedAt)));
  if (untold > 0) return false;
  const lately = await tx.$count(
    addressChanges,
    and(
      eq(addressChanges.emailKey, emailKey),
      ne(addressChanges.supporterId, supporterId),
      gt(addressChanges.requestedAt, earliestValid(now)),
    ),
  );
  return lately < MAX_ASKED_PER_ADDRESS;
}

/** A change of address as its page shows it. */
type AddressChange = { id: string; supporterId: string; address: string; isDone: boolean };

/** Returns the change of address of a link. `expired`: it is older than a day, or another one took its place. */
export async function getAddressChange(
  db: Transaction,
  { token, now }: { token: string; now: Date },
): Promise<({ outcome: "found" } & AddressChange) | { outcome: "invalid" | "expired" }> {
  const id = readAddressToken(token);
  if (!id) return { outcome: "invalid" };
  const [change] = await db
    .select()
    .from(addressChanges)
    .where(and(eq(addressChanges.id, id), gt(addressChanges.requestedAt, earliestValid(now))));
  const address = change && open(PURPOSE, change.emailCipher, id);
  if (!address) return { outcome: "expired" };
  return {
    outcome: "found",
    id,
    supporterId: change.supporterId,
    address,
    isDone: change.changedAt !== null,
  };
}

type Confirmed =
  | { outcome: "changed"; supporterId: string; changedAt: Date }
  | { outcome: "invalid" | "expired" | "taken" };

/** Moves a person to their new address, by the link that was mailed there, and tells the old one. Twice changes nothing. */
export async function confirmAddressChange(
  db: Database,
  { token, now }: { token: string; now: Date },
): Promise<Confirmed> {
  try {
    return await db.transaction(async (tx) => {
      const change = await getAddressChange(tx, { token, now });
      if (change.outcome !== "found") return change;
      const { id, supporterId, address } = change;
      const email = parseEmailAddress(address);
      const [old] = await tx
        .select({ emailCipher: supporters.emailCipher })
        .from(supporters)
        .where(eq(supporters.id, supporterId))
        .for("update");
      if (!old || !email) return { outcome: "expired" } as const;
      // Only now does it not change any more: the link may be used twice at the same time.
      const [locked] = await tx
        .select({ changedAt: addressChanges.changedAt })
        .from(addressChanges)
        .where(eq(addressChanges.id, id));
      if (!locked) return { outcome: "expired" } as const;
      const { changedAt } = locked;
      if (changedAt) return { outcome: "changed", supporterId, changedAt } as const;
      const { outcome } = await moveTo(tx, { supporterId, email, now });
      if (outcome !== "changed") return { outcome: outcome === "taken" ? "taken" : "expired" } as const;
      const oldEmailCipher = seal(OLD_PURPOSE, openAddress(old.emailCipher, supporterId), id);
      await tx
        .update(addressChanges)
        .set({ changedAt: now, oldEmailCipher })
        .where(eq(addressChanges.id, id));
      const payload = { changeId: id };
      await enqueue(tx, { topic: ADDRESS_CHANGED_TOPIC, subjectId: supporterId, payload, priority: 2 });
      return { outcome: "changed", supporterId, changedAt: now } as const;
    });
  } catch (error) {
    // Somebody signed with the new address at the same moment.
    if (isUniqueViolation(error)) return { outcome: "taken" };
    throw error;
  }
}

/** Returns the addresses of a change, for its mails; null once it was deleted. */
export async function getChangeForMail(db: Transaction, changeId: string) {
  const [change] = await db.select().from(addressChanges).where(eq(addressChanges.id, changeId));
  if (!change) return null;
  return {
    supporterId: change.supporterId,
    locale: change.locale,
    address: open(PURPOSE, change.emailCipher, changeId),
    oldAddress: change.oldEmailCipher && open(OLD_PURPOSE, change.oldEmailCipher, changeId),
    emailKey: change.emailKey,
  };
}

/** Deletes changes of address that cannot be confirmed any more, or were a day ago. */
export async function purgeAddressChanges(db: Database, { now }: { now: Date }): Promise<void> {
  await db.delete(addressChanges).where(lte(addressChanges.requestedAt, earliestValid(now)));
}

const earliestValid = (now: Date) => new Date(now.getTime() - CHANGE_WITHIN_HOURS * HOUR_MS);
