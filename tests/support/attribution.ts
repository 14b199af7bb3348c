import { eq } from "drizzle-orm";
import { articles, shareLinks, signatures } from "@/db/schema";
import { appDatabase } from "./app-database";

/** Returns the stored attribution of a signer's only signature, by public names: article slug, call-out, link code, channel. */
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
