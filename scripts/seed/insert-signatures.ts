import type { Transaction } from "@/db/client";
import {
  commentReviews,
  consents,
  petitionTexts,
  shareLinks,
  shareVisits,
  signatureAttempts,
  signatures,
  supporters,
} from "@/db/schema";
import { CONSENT_VERSION, CONSENT_WORDING, nameTarget, type Purpose } from "@/lib/signatures/consent-wording";
import { addressRecord, requireEmailAddress } from "@/lib/supporters/address";
import { inChunks } from "./chunks";
import { reviewsOf } from "./reviews";
import type { Person } from "./sample-people";
import type { generateSignatures, SampleSignature } from "./sample-signatures";
import { seededRandom } from "./seeded-random";

const WANTS_UPDATES = 0.23;

/** Inserts the sample supporters with their signatures, consents, comments and share links. */
export async function insertSignatures(tx: Transaction, crowd: ReturnType<typeof generateSignatures>) {
  for (const rows of inChunks(supportersOf(crowd.signatures))) await tx.insert(supporters).values(rows);
  for (const rows of inChunks(crowd.links)) await tx.insert(shareLinks).values(rows);
  for (const rows of inChunks(crowd.visits)) await tx.insert(shareVisits).values(rows);
  for (const rows of inChunks(crowd.signatures)) await tx.insert(signatures).values(rows);
  const texts = await tx.select({ id: petitionTexts.id, target: petitionTexts.target }).from(petitionTexts);
  const agreed = consentsOf(crowd.signatures, new Map(texts.map(({ id, target }) => [id, target])));
  const confirmed = new Set(crowd.signatures.filter(({ confirmedAt }) => confirmedAt).map(({ id }) => id));
  const given = agreed.filter(({ signatureId }) => confirmed.has(signatureId));
  for (const rows of inChunks(given)) await tx.insert(consents).values(rows);
  for (const rows of inChunks(attemptsOf(crowd.signatures, agreed)))
    await tx.insert(signatureAttempts).values(rows);
  for (const rows of inChunks(reviewsOf(crowd.signatures))) await tx.insert(commentReviews).values(rows);
}

/** Returns the attempt of each signature that is not confirmed, with the id of its signature. */
function attemptsOf(signed: SampleSignature[], agreed: ReturnType<typeof consentsOf>) {
  const shown = new Map<string, typeof agreed>();
  for (const consent of agreed)
    shown.set(consent.signatureId, [...(shown.get(consent.signatureId) ?? []), consent]);
  return signed.flatMap(({ id, person, confirmedAt, signedAt, confirmationAskedAt, ...words }) => {
    if (confirmedAt) return [];
    const consented = (shown.get(id) ?? []).map(({ purpose, wording, wordingVersion: version }) => ({
      ...{ purpose, wording, version },
    }));
    const times = { attemptedAt: signedAt, askedAt: confirmationAskedAt };
    return [{ ...words, signatureId: id, id, consents: consented, ...times }];
  });
}

/** Returns one row per person, even if they signed several campaigns. */
function supportersOf(signed: SampleSignature[]) {
  const byPerson = new Map<Person, SampleSignature[]>();
  for (const signature of signed)
    byPerson.set(signature.person, [...(byPerson.get(signature.person) ?? []), signature]);
  return [...byPerson].map(([{ id, address, emailDomain, ...person }, own]) => {
    const confirmed = own.flatMap(({ confirmedAt }) => confirmedAt ?? []);
    return {
      ...person,
      id,
      ...addressRecord(requireEmailAddress(address), id),
      emailDomain,
      createdAt: earliest(own.map(({ signedAt }) => signedAt)),
      verifiedAt: confirmed.length > 0 ? earliest(confirmed) : null,
    };
  });
}

function earliest(times: Date[]): Date {
  return new Date(Math.min(...times.map((time) => time.getTime())));
}

/** `targets` are those of the petition texts by id. */
function consentsOf(signed: SampleSignature[], targets: Map<string, string>) {
  const random = seededRandom(1948);
  return signed.flatMap(({ id, person, textId, deliveredAs, signedAt }) => {
    const purposes: Purpose[] = random.chance(WANTS_UPDATES) ? ["signature", "updates"] : ["signature"];
    if (deliveredAs === "name") purposes.push("delivery");
    return purposes.map((purpose) => ({
      signatureId: id,
      purpose,
      wording: nameTarget(CONSENT_WORDING[person.locale][purpose], targets.get(textId) ?? ""),
      wordingVersion: CONSENT_VERSION,
      locale: person.locale,
      at: signedAt,
    }));
  });
}
