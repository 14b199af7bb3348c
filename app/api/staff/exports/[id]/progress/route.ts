import { problemResponse } from "@/app/api/staff/_responses";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { getProgress } from "@/lib/exports/list-exports";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { isId } from "@/lib/ids";

/** Returns the progress of an export. The export page polls it. Counts only. */
export async function GET(_request: Request, { params }: RouteContext<"/api/staff/exports/[id]/progress">) {
  await requireStaff({ locale: DEFAULT_LOCALE, permission: "signatures.export" });
  const { id } = await params;
  const progress = isId(id) ? await getProgress(db(), { id, now: new Date() }) : null;
  if (!progress) return problemResponse(404, "There is no such export.");
  return Response.json(progress, { headers: { "Cache-Control": "no-store" } });
}
