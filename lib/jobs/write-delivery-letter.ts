import type { Database } from "@/db/client";
import { env } from "@/lib/env";
import {
  countSignatures,
  listDeliveredComments,
  listDeliveredNames,
  listTexts,
} from "@/lib/exports/delivery-pack";
import { addChunk, discardFile, extendLease, type Job } from "@/lib/exports/make-export";
import { isLocale } from "@/lib/i18n/locales";
import { renderDeliveryLetter } from "@/lib/print/delivery-letter";
import type { CountrySignatures, Letter } from "@/lib/print/letter-content";

/** More names would make the letter unreadable. The list beside it has all of them. */
const MAX_NAMES = 50_000;
const MAX_COMMENTS = 2_000;
/** Small, because each chunk extends the lease and typesetting is slow. */
const CHUNK_BYTES = 128 * 1024;

/** Writes the letter of a delivery pack, from its beginning. Returns false if the worker is stopping or lost the export. */
export async function writeDeliveryLetter(
  db: Database,
  { job, stopping }: { job: Job; stopping: AbortSignal },
) {
  await discardFile(db, { job, file: "letter", now: new Date() });
  const letter = await compose(db, job);
  await extendLease(db, { job, now: new Date() });
  for await (const content of inChunks(renderDeliveryLetter(letter))) {
    const chunk = { content, rows: 0, read: 0, unreadable: 0, last: null };
    if (!(await addChunk(db, { job, file: "letter", chunk, now: new Date() }))) return false;
    if (stopping.aborted) return false;
  }
  return true;
}

async function* inChunks(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const part of parts) {
    held.push(part);
    length += part.length;
    if (length < CHUNK_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(held);
}

async function compose(db: Database, job: Job): Promise<Letter> {
  const counted = { campaignId: job.campaignId, until: job.requestedAt };
  const sums = await countSignatures(db, counted);
  await extendLease(db, { job, now: new Date() });
  const names = await listDeliveredNames(db, { ...counted, limit: MAX_NAMES });
  const comments = await listDeliveredComments(db, { ...counted, limit: MAX_COMMENTS + 1 });
  const printed = comments.slice(0, MAX_COMMENTS);
  const texts = await signedTexts(db, sums);
  const locale = isLocale(job.locale) ? job.locale : "en";
  const text = texts.find((signed) => signed.locale === locale) ?? texts[0];
  if (!text) throw new Error(`export ${job.id} has no signatures`);
  return {
    locale,
    organisation: env().ORGANISATION,
    asOf: job.requestedAt,
    title: text.title,
    target: text.target,
    textLocale: text.locale,
    texts,
    countries: byCountry(sums, { names, comments: printed }),
    names: { all: total(sums.filter(({ isNamed }) => isNamed)), printed: names.length },
    comments: { isCut: comments.length > MAX_COMMENTS, printed: printed.length },
  };
}

type Sum = Awaited<ReturnType<typeof countSignatures>>[number];
const total = (sums: { count: number }[]) => sums.reduce((sum, { count }) => sum + count, 0);

/** Every version that was signed: languages with most signatures first, and the newest version of a language first. */
async function signedTexts(db: Database, sums: Sum[]) {
  const texts = await listTexts(db, [...new Set(sums.map(({ textId }) => textId))]);
  const counted = texts.map((text) => ({
    ...text,
    signatures: total(sums.filter(({ textId }) => textId === text.id)),
  }));
  const inLanguage = (locale: string) =>
    counted.filter((text) => text.locale === locale).reduce((sum, { signatures }) => sum + signatures, 0);
  return counted.sort(
    (a, b) =>
      inLanguage(b.locale) - inLanguage(a.locale) ||
      a.locale.localeCompare(b.locale) ||
      Number(b.publishedAt) - Number(a.publishedAt),
  );
}

type Printed = {
  names: { name: string; country: string | null }[];
  comments: { name: string | null; country: string | null; comment: string; locale: string }[];
};

/** Countries with most signatures first. Signatures without a country come last. */
function byCountry(sums: Sum[], { names, comments }: Printed): CountrySignatures[] {
  const named = grouped(names);
  const commented = grouped(comments);
  return [...grouped(sums)]
    .map(([country, own]) => ({
      country,
      signatures: total(own),
      named: total(own.filter(({ isNamed }) => isNamed)),
      names: (named.get(country) ?? []).map(({ name }) => name),
      comments: commented.get(country) ?? [],
    }))
    .sort((a, b) => Number(a.country === null) - Number(b.country === null) || b.signatures - a.signatures);
}

function grouped<T extends { country: string | null }>(rows: T[]): Map<string | null, T[]> {
  const groups = new Map<string | null, T[]>();
  for (const row of rows) {
    const group = groups.get(row.country);
    if (group) group.push(row);
    else groups.set(row.country, [row]);
  }
  return groups;
}
