import { frameAncestors } from "@/lib/campaigns/embed-origin";
import { listFramingOrigins } from "@/lib/campaigns/list-embed-origins";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";

/** Returns the `frame-ancestors` of a campaign's embed, or null if the database is unavailable. */
export async function getFrameAncestors(slug: string): Promise<string | null> {
  const origins = await withDatabaseLimits(() => listFramingOrigins(db(), slug));
  return origins && frameAncestors(origins);
}
