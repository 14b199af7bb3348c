import { refuse } from "@/app/_http/refuse";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";

/** Anybody's page may show it. A crowd that refreshes costs one read every two seconds behind a CDN; a stale count is served while it is read again. */
const OPEN = {
  "cache-control": "public, s-maxage=2, stale-while-revalidate=5",
  "access-control-allow-origin": "*",
};

/** The exact count of confirmed signatures, and the goal. */
export async function GET(_request: Request, { params }: RouteContext<"/api/v1/campaigns/[slug]/count">) {
  const { slug } = await params;
  const asked = { kind: "json", locale: DEFAULT_LOCALE } as const;
  if (!isSlug(slug)) return refuse({ reason: "notFound", ...asked });
  const read = await withDatabaseLimits(async () => ({ count: await getCount(db(), slug) }));
  if (!read) return refuse({ reason: "busy", ...asked });
  if (!read.count) return refuse({ reason: "notFound", ...asked });
  return Response.json(read.count, { headers: OPEN });
}
