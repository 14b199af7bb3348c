import { expect } from "vitest";
import type { Database } from "@/db/client";
import { shareLinks } from "@/db/schema";
import { newId, newShareCode } from "@/lib/ids";
import { parseShareAddress } from "@/lib/sharing/share-address";
import { stack } from "./stack";

/** Creates a share link. */
export async function aShareLink(db: Database, overrides: Partial<typeof shareLinks.$inferInsert> = {}) {
  const [link] = await db
    .insert(shareLinks)
    .values({ id: newId(), code: newShareCode(), locale: "en", ...overrides })
    .returning();
  if (!link) throw new Error("the share link was not written");
  return link;
}

/** Returns the code and channel of a share link, given alone or at the end of a message. */
export function parseSharedLink(message: string) {
  const address = message.split("\n").at(-1) ?? "";
  expect(address.startsWith(`${stack().appUrl}/s/`), address).toBe(true);
  const parsed = parseShareAddress(address.split("/").at(-1) ?? "");
  if (!parsed) throw new Error(`no code in ${address}`);
  return parsed;
}
