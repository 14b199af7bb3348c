import { eq } from "drizzle-orm";
import { articles, shareLinks, signatures } from "@/db/schema";
import { appDatabase } from "./app-database";

/** Where a signature came from, as it is stored, by the names that outsiders know. */
export async function getStoredAttribution(signer: string) {
  const [stored, ...more] = await appDatabase()
    .select({
      article: articles.slug,
      callout: signatures.callout,
      via: shareLinks.code,
      channel: signatures.channel,
    })
    .from(signatures)
    .leftJoin(articles, eq(articles.id, signatures.articleId))
    .leftJoin(shareLinks, eq(shareLinks.id, signatures.shareLinkId))
    .where(eq(signatures.name, signer));
  if (!stored || more.length > 0) throw new Error(`${signer} has not signed exactly once`);
  return stored;
}
