import { isCrossSite } from "@/app/_http/cross-site";
import { requireFreshStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { getDownload, measureFile, readChunks, writeAtOnce } from "@/lib/exports/download";
import { holdsFile, nameFile } from "@/lib/exports/export-file";
import { fileWanted } from "@/lib/exports/export-input";
import { recordDownload } from "@/lib/exports/request-export";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { refuse } from "../../_answers";
import { answerFile } from "../../_downloads";

/**
 * A file of an export, streamed. By GET, so that whoever signed in too long ago can be led to sign in again and come back:
 * it changes nothing but the log of who read what, and another site's link to it is refused.
 */
export async function GET(request: Request, { params }: RouteContext<"/api/staff/exports/[id]">) {
  const query = new URL(request.url).searchParams;
  const { locale, back } = whereFrom(query);
  const member = await requireFreshStaff({ locale, permission: "signatures.take-out", back });
  if (isCrossSite(request)) return refuse(403, "This file is not to be had from another site.");
  const wanted = fileWanted.safeParse({ id: (await params).id, file: query.get("file") ?? "signatures" });
  const download = wanted.success ? await getDownload(db(), { id: wanted.data.id, now: new Date() }) : null;
  if (!wanted.success || !download || !holdsFile(download.kind, wanted.data.file))
    return refuse(404, "This file is not there any more. It is kept for a day.");
  const { file } = wanted.data;
  const isAtOnce = download.making === "at-once";
  const length = isAtOnce ? null : await measureFile(db(), { download, file });
  const content = isAtOnce
    ? await writeAtOnce(db(), download)
    : readChunks(db(), { download, file, length: length ?? 0 });
  if (!content) return refuse(503, "The database is busy. Try again in a minute.");
  await recordDownload(db(), { id: download.id, file, slug: download.slug, actorId: member.id });
  const named = nameFile({ ...download, file, format: download.layout?.format ?? "csv" });
  return answerFile({ content, length, ...named });
}

/** The page that the link stood on, as the link tells: where whoever must sign in again is led back to. */
function whereFrom(query: URLSearchParams) {
  const locale = query.get("locale") ?? "";
  const campaign = query.get("campaign") ?? "";
  return {
    locale: isLocale(locale) ? locale : DEFAULT_LOCALE,
    back: isSlug(campaign) ? `/staff/campaigns/${campaign}/exports` : "/staff",
  };
}
