import type { Database } from "@/db/client";
import { env } from "@/lib/env";
import { addUp, listPublicComments, listPublicNames, listTexts } from "@/lib/exports/delivery-pack";
import { addPiece, discardFile, holdExport, type Job } from "@/lib/exports/make-export";
import { isLocale } from "@/lib/i18n/locales";
import { setDeliveryLetter } from "@/lib/print/delivery-letter";
import type { CountryPart, Letter } from "@/lib/print/letter";

/** More names would make a book that nobody opens. The list beside the letter has all of them. */
const MOST_NAMES = 50_000;
const MOST_COMMENTS = 2_000;
/** Small, since each piece is a sign of life, and setting a page takes long. */
const PIECE_BYTES = 128 * 1024;

/** Writes the letter of a delivery pack from its beginning. False when the worker has to stop, or lost the export. */
export async function writeLetter(db: Database, { job, stopping }: { job: Job; stopping: AbortSignal }) {
  await discardFile(db, { job, file: "letter", now: new Date() });
  const letter = await compose(db, job);
  await holdExport(db, { job, now: new Date() });
  for await (const content of inPieces(setDeliveryLetter(letter))) {
    const piece = { content, rows: 0, read: 0, unreadable: 0, last: null };
    if (!(await addPiece(db, { job, file: "letter", piece, now: new Date() }))) return false;
    if (stopping.aborted) return false;
  }
  return true;
}

async function* inPieces(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const part of parts) {
    held.push(part);
    length += part.length;
    if (length < PIECE_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(held);
}

async function compose(db: Database, job: Job): Promise<Letter> {
  const counted = { campaignId: job.campaignId, until: job.requestedAt };
  const sums = await addUp(db, counted);
  await holdExport(db, { job, now: new Date() });
  const names = await listPublicNames(db, { ...counted, limit: MOST_NAMES });
  const comments = await listPublicComments(db, { ...counted, limit: MOST_COMMENTS + 1 });
  const printed = comments.slice(0, MOST_COMMENTS);
  const texts = await signedTexts(db, sums);
  const locale = isLocale(job.locale) ? job.locale : "en";
  const words = texts.find((text) => text.locale === locale) ?? texts[0];
  if (!words) throw new Error(`nobody signed what export ${job.id} is about`);
  return {
    locale,
    organisation: env().ORGANISATION,
    asOf: job.requestedAt,
    title: words.title,
    target: words.target,
    texts,
    countries: byCountry(sums, { names, comments: printed }),
    names: { all: sumOf(sums.filter(({ isNamed }) => isNamed)), printed: names.length },
    comments: { isCut: comments.length > MOST_COMMENTS, printed: printed.length },
  };
}

type Sum = Awaited<ReturnType<typeof addUp>>[number];
const sumOf = (sums: { count: number }[]) => sums.reduce((total, { count }) => total + count, 0);

/** Every version that somebody signed, the newest of a language first, and the language with most signatures before all others. */
async function signedTexts(db: Database, sums: Sum[]) {
  const texts = await listTexts(db, [...new Set(sums.map(({ textId }) => textId))]);
  const counted = texts.map((text) => ({
    ...text,
    signatures: sumOf(sums.filter(({ textId }) => textId === text.id)),
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

type Said = {
  names: { name: string; country: string | null }[];
  comments: { name: string | null; country: string | null; comment: string }[];
};

/** The countries with most signatures first; those that gave none last. */
function byCountry(sums: Sum[], { names, comments }: Said): CountryPart[] {
  const named = grouped(names);
  const commented = grouped(comments);
  return [...grouped(sums)]
    .map(([country, own]) => ({
      country,
      signatures: sumOf(own),
      named: sumOf(own.filter(({ isNamed }) => isNamed)),
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
