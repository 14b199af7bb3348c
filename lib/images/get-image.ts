import { eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { images } from "@/db/schema";

/** Returns the WebP bytes of a stored image, or null. */
export async function getImage(db: Database, id: string): Promise<Uint8Array | null> {
  const [image] = await db.select({ webp: images.webp }).from(images).where(eq(images.id, id));
  return image?.webp ?? null;
}

export type ImageSize = { id: string; width: number; height: number };

/** Lists the sizes of stored images, so that a page can reserve their space. Omits unknown ids. */
export async function listImageSizes(db: Database, ids: string[]): Promise<ImageSize[]> {
  if (ids.length === 0) return [];
  return db
    .select({ id: images.id, width: images.width, height: images.height })
    .from(images)
    .where(inArray(images.id, ids));
}
