import { isCrossSite } from "@/app/_http/cross-site";
import { readBounded } from "@/app/_http/read-body";
import { problemResponse } from "@/app/api/staff/_responses";
import { listRemarks } from "@/lib/articles/check-text";
import { draftInput } from "@/lib/articles/draft-input";
import { getDraft, listOtherWriters } from "@/lib/articles/list-drafts";
import { saveDraft } from "@/lib/articles/save-draft";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { isId } from "@/lib/ids";

type Context = RouteContext<"/api/staff/articles/[article]/draft">;

/** Allows up to six bytes per character, for JSON escapes. */
const MAX_BODY_BYTES = 1_500_000;
const ACTIVE_WITHIN_MS = 3 * 60_000;
const HEADERS = { "cache-control": "no-store" };

/**
 * Saves a draft from the editor. A route and not an action, because actions run one after the other and cannot be sent while
 * the page is left.
 */
export async function POST(request: Request, { params }: Context) {
  const member = await requireStaff({ locale: DEFAULT_LOCALE, permission: "articles.write" });
  if (isCrossSite(request)) return problemResponse(403, "This request comes from another site.");
  const { article } = await params;
  const bytes = await readBounded(request, { maxBytes: MAX_BODY_BYTES });
  if (typeof bytes === "number") return problemResponse(bytes, "This body cannot be read.");
  const draft = draftInput.safeParse(readJson(bytes));
  if (!isId(article) || !draft.success) return problemResponse(400, "This is no draft.");
  const { base, words } = draft.data;
  const saved = await saveDraft(db(), { articleId: article, by: member.id, base, fields: words });
  if (saved.outcome === "unknown-article") return problemResponse(404, "There is no such article.");
  const now = await getDraft(db(), article);
  const remarks = now ? await listRemarks(db(), now) : [];
  return Response.json(
    { ...draftResponse(saved), at: new Date().toISOString(), by: now?.savedBy ?? null, remarks },
    { headers: HEADERS },
  );
}

/** Returns the newest version of a draft, and who else is editing it. */
export async function GET(_: Request, { params }: Context) {
  const member = await requireStaff({ locale: DEFAULT_LOCALE, permission: "articles.write" });
  const { article } = await params;
  const draft = isId(article) ? await getDraft(db(), article) : null;
  if (!draft) return problemResponse(404, "There is no such article.");
  const since = new Date(Date.now() - ACTIVE_WITHIN_MS);
  const others = await listOtherWriters(db(), { articleId: article, except: member.id, since });
  return Response.json(
    { version: draft.version, others: others.map(({ name }) => name) },
    { headers: HEADERS },
  );
}

type SavedDraft = Exclude<Awaited<ReturnType<typeof saveDraft>>, { outcome: "unknown-article" }>;

/** An editor that was opened before a release goes on saving after it, so the keys of request and response stay. */
function draftResponse(saved: SavedDraft) {
  const { outcome, version } = saved;
  return saved.outcome === "saved"
    ? { outcome, version, words: saved.fields }
    : { outcome, version, theirs: saved.theirs };
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null; // not JSON
  }
}
