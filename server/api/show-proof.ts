import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse, textResponse } from "@/app/_http/text-response";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { entryLine } from "@/lib/proof/entry-line";
import { headLine, hex, logIndex, logUrl } from "@/lib/proof/log-files";
import { proveConsistency, proveInclusion } from "@/lib/proof/prove";
import {
  DAYS_PER_PAGE,
  ENTRIES_PER_PAGE,
  findEntry,
  getPublicLog,
  listDays,
  listEntries,
  type PublicLog,
} from "@/lib/proof/read-log";
import { listPublicKeys } from "@/lib/signing-keys";

const OPEN = { "access-control-allow-origin": "*" };
/** A day is added once a day at most. */
const CHANGING = { ...OPEN, "cache-control": "public, max-age=60, s-maxage=60, stale-while-revalidate=600" };
const FOR_EVER = { ...OPEN, "cache-control": "public, max-age=31536000, immutable" };
const JSON_LINES = "application/jsonl; charset=utf-8";
const PAGE_FILE = /^(0|[1-9]\d{0,6})\.jsonl$/;
const COMMITMENT = /^[0-9a-f]{64}$/;

const refuse = (reason: "notFound" | "busy" | "malformed") =>
  refusePublicRequest({ reason, kind: "json", locale: DEFAULT_LOCALE });

/** Answers with what `read` returns about a campaign's log. Null is 404. */
async function answer(slug: string, read: (log: PublicLog) => Promise<Response | null>): Promise<Response> {
  if (!isSlug(slug)) return refuse("notFound");
  const found = await withDatabaseLimits(async () => {
    const log = await getPublicLog(db(), slug);
    return { response: log && (await read(log)) };
  });
  if (!found) return refuse("busy");
  return found.response ?? refuse("notFound");
}

/** The newest head of a campaign's public log, its first entries, and where the rest is. */
export function showProof(_request: Request, { slug }: { slug: string }): Promise<Response> {
  return answer(slug, async (log) => {
    const { campaignId, head } = log;
    const entries = head ? await listEntries(db(), { campaignId, page: 0, size: head.size }) : [];
    return jsonResponse(
      {
        ...{ campaign: slug, url: logUrl(slug) },
        ...(head ? headLine(head) : { day: null, size: 0, root: null, count: 0 }),
        entries: entries.map((entry) => JSON.parse(entryLine(entry))),
        /** The exact lines are in the files: their bytes are the leaves. */
        next: head && head.size > ENTRIES_PER_PAGE ? logUrl(slug, "entries/1.jsonl") : null,
      },
      { headers: CHANGING },
    );
  });
}

/** The index of the public log. */
export function showLogIndex(_request: Request, { slug }: { slug: string }): Promise<Response> {
  return answer(slug, async (log) => jsonResponse(logIndex(log), { headers: CHANGING }));
}

/** A page of entries, one in a line. */
export function showEntries(_request: Request, { slug, file }: { slug: string; file: string }) {
  const page = pageOf(file);
  if (page === null) return refuse("notFound");
  return answer(slug, async ({ campaignId, head }) => {
    const entries = head ? await listEntries(db(), { campaignId, page, size: head.size }) : [];
    return entries.length > 0 || page === 0
      ? lines(entries.map(entryLine), { isFull: entries.length === ENTRIES_PER_PAGE })
      : null;
  });
}

/** A page of heads, one in a line. */
export function showDays(_request: Request, { slug, file }: { slug: string; file: string }) {
  const page = pageOf(file);
  if (page === null) return refuse("notFound");
  return answer(slug, async ({ campaignId }) => {
    const days = await listDays(db(), { campaignId, page });
    return days.length > 0 || page === 0
      ? lines(
          days.map((day) => JSON.stringify(headLine(day))),
          { isFull: days.length === DAYS_PER_PAGE },
        )
      : null;
  });
}

/** The position of a commitment in the log and the proof that the newest root covers it. */
export function showInclusion(_request: Request, { slug, commitment }: { slug: string; commitment: string }) {
  if (!COMMITMENT.test(commitment)) return refuse("notFound");
  return answer(slug, async ({ campaignId, head }) => {
    const entry = await findEntry(db(), { campaignId, commitment: Buffer.from(commitment, "hex") });
    if (!entry || !head) return null;
    const proof = await proveInclusion(db(), { campaignId, position: entry.position, size: head.size });
    return jsonResponse({ ...entry, head: headLine(head), proof: proof.map(hex) }, { headers: CHANGING });
  });
}

/** The proof that the log of `?from=` entries is the beginning of that of `?to=`, by default of the newest. */
export function showConsistency(request: Request, { slug }: { slug: string }): Promise<Response> {
  const query = new URL(request.url).searchParams;
  return answer(slug, async ({ campaignId, head }) => {
    const size = head?.size ?? 0;
    const [from, to] = [sizeIn(query.get("from"), 0), sizeIn(query.get("to"), size)];
    if (from === null || to === null || from > to || to > size) return refuse("malformed");
    const proof = await proveConsistency(db(), { campaignId, from, to });
    return jsonResponse({ from, to, proof: proof.map(hex) }, { headers: CHANGING });
  });
}

/** The public keys for everything that we sign. */
export async function showKeys(): Promise<Response> {
  return jsonResponse({ keys: listPublicKeys() }, { headers: CHANGING });
}

function pageOf(file: string): number | null {
  const [, page] = PAGE_FILE.exec(file) ?? [];
  return page === undefined ? null : Number(page);
}

function sizeIn(text: string | null, missing: number): number | null {
  if (text === null) return missing;
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}

function lines(texts: string[], { isFull }: { isFull: boolean }): Response {
  return textResponse(texts.map((text) => `${text}\n`).join(""), {
    headers: { "content-type": JSON_LINES, ...(isFull ? FOR_EVER : CHANGING) },
  });
}
