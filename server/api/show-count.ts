import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { jsonResponse } from "@/app/_http/text-response";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";

/** Readable by every site. Behind a CDN, polling costs one database read every two seconds per campaign. */
const PUBLIC_HEADERS = {
  "cache-control": "public, s-maxage=2, stale-while-revalidate=5",
  "access-control-allow-origin": "*",
};

/** The exact count of confirmed signatures, and the goal. */
export async function showCount(_request: Request, { slug }: { slug: string }): Promise<Response> {
  const refusal = { kind: "json", locale: DEFAULT_LOCALE } as const;
  if (!isSlug(slug)) return refusePublicRequest({ reason: "notFound", ...refusal });
  const read = await withDatabaseLimits(async () => ({ count: await getCount(db(), slug) }));
  if (!read) return refusePublicRequest({ reason: "busy", ...refusal });
  if (!read.count) return refusePublicRequest({ reason: "notFound", ...refusal });
  return jsonResponse(read.count, { headers: PUBLIC_HEADERS });
}
