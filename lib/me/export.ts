import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signatureAttempts, signatures, supporters } from "@/db/schema";
import { env } from "@/lib/env";
import { shareLinkPath } from "@/lib/paths";
import { openAddress } from "@/lib/supporters/address";
import { getMailChoices } from "@/lib/supporters/mail-choices";
import { listOwnSignatures, type OwnSignature } from "./own-signatures";

/** Everything about one person, in a structured, common and machine-readable format (GDPR, articles 15 and 20). */
export type PersonExport = NonNullable<Awaited<ReturnType<typeof exportPerson>>>;

/** Returns everything that is stored about a person, or null if nobody has this id. */
export async function exportPerson(db: Database, { supporterId, now }: { supporterId: string; now: Date }) {
  const [person] = await db.select().from(supporters).where(eq(supporters.id, supporterId));
  if (!person) return null;
  const own = await listOwnSignatures(db, { supporterId, now });
  const forms = await listForms(db, supporterId);
  return {
    exportedAt: now.toISOString(),
    person: {
      email: openAddress(person.emailCipher, supporterId),
      name: person.name,
      country: person.country,
      language: person.locale,
      knownSince: person.createdAt.toISOString(),
      addressConfirmedAt: person.verifiedAt?.toISOString() ?? null,
      mails: (await getMailChoices(db, person.emailKey)).wanted,
    },
    signatures: own.map(asExported),
    /** What was sent with the form and is deleted soon: see the notice about privacy. */
    forms,
  };
}

function asExported({ share, text, isHeld, campaignStatus, shownAs, ...signature }: OwnSignature) {
  return {
    ...signature,
    campaignStatus,
    publicName: shownAs,
    isNameInReview: isHeld,
    text,
    share: share && `${env().APP_URL}${shareLinkPath(share)}`,
  };
}

async function listForms(db: Database, supporterId: string) {
  const { name, country, postcode, comment, display, shownName, deliveredAs, locale, channel, callout } =
    signatureAttempts;
  return db
    .select({
      signatureId: signatureAttempts.signatureId,
      ...{ name, country, postcode, comment, display, shownName, deliveredAs, locale, channel, callout },
      consents: signatureAttempts.consents,
      sentAt: signatureAttempts.attemptedAt,
    })
    .from(signatureAttempts)
    .innerJoin(
      signatures,
      and(eq(signatures.id, signatureAttempts.signatureId), eq(signatures.supporterId, supporterId)),
    )
    .orderBy(signatureAttempts.attemptedAt);
}
