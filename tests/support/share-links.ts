import type { Database } from "@/db/client";
import { shareLinks } from "@/db/schema";
import { newId, newShareCode } from "@/lib/ids";

/** A link that somebody passed on. */
export async function aShareLink(db: Database, overrides: Partial<typeof shareLinks.$inferInsert> = {}) {
  const [link] = await db
    .insert(shareLinks)
    .values({ id: newId(), code: newShareCode(), locale: "en", ...overrides })
    .returning();
  if (!link) throw new Error("the share link was not written");
  return link;
}
