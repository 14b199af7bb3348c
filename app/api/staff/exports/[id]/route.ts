import { isCrossSite } from "@/app/_http/cross-site";
import { problemResponse } from "@/app/api/staff/_responses";
import { requireFreshStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { getDownload, measureFile, readChunks, writeAtOnce } from "@/lib/exports/download";
import { holdsFile, nameFile } from "@/lib/exports/export-file";
import { fileWanted } from "@/lib/exports/export-input";
import { recordDownload } from "@/lib/exports/request-export";
import { localeOrDefault } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { staffAreaPath, staffCampaignPath } from "@/lib/paths";
import { fileResponse } from "../../_downloads";

/**
 * Streams a file of an export. By GET, so that a new sign-in can return to it: it changes nothing but the audit log. Requests
 * from other sites are refused.
 */
export async function GET(request: Request, { params }: RouteContext<"/api/staff/exports/[id]">) {
  const query = new URL(request.url).searchParams;
  const { locale, back } = linkedFrom(query);
  const member = await requireFreshStaff({ locale, permission: "signatures.export", back });
  if (isCrossSite(request)) return problemResponse(403, "This file cannot be requested from another site.");
  const wanted = fileWanted.safeParse({ id: (await params).id, file: query.get("file") ?? "signatures" });
  const download = wanted.success ? await getDownload(db(), { id: wanted.data.id, now: new Date() }) : null;
  if (!wanted.success || !download || !holdsFile(download.kind, wanted.data.file))
    return problemResponse(404, "This file no longer exists. It is kept for a day.");
  const { file } = wanted.data;
  const isAtOnce = download.making === "at-once";
  const length = isAtOnce ? null : await measureFile(db(), { download, file });
  const content = isAtOnce
    ? await writeAtOnce(db(), download)
    : readChunks(db(), { download, file, length: length ?? 0 });
  if (!content) return problemResponse(503, "The database is busy. Try again in a minute.");
  await recordDownload(db(), { id: download.id, file, slug: download.slug, actorId: member.id });
  const named = nameFile({ ...download, file, format: download.layout?.format ?? "csv" });
  return fileResponse({ content, length, ...named });
}

/** Returns the page with the download link, from the link's parameters. A new sign-in returns to it. */
function linkedFrom(query: URLSearchParams) {
  const locale = localeOrDefault(query.get("locale"));
  const campaign = query.get("campaign") ?? "";
  return {
    locale,
    back: isSlug(campaign) ? staffCampaignPath(locale, campaign, "exports") : staffAreaPath(locale),
  };
}
