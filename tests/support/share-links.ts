import { expect } from "vitest";
import type { Database } from "@/db/client";
import { shareLinks } from "@/db/schema";
import { newId, newShareCode } from "@/lib/ids";
import { parseShareAddress } from "@/lib/sharing/share-address";
import { stack } from "./stack";

/** A link that somebody passed on. */
export async function aShareLink(db: Database, overrides: Partial<typeof shareLinks.$inferInsert> = {}) {
  const [link] = await db
    .insert(shareLinks)
    .values({ id: newId(), code: newShareCode(), locale: "en", ...overrides })
    .returning();
  if (!link) throw new Error("the share link was not written");
  return link;
}

/** The code and the channel of an address that was passed on, alone or at the end of a message. */
export function parseSharedLink(passed: string) {
  const address = passed.split("\n").at(-1) ?? "";
  expect(address.startsWith(`${stack().appUrl}/s/`), address).toBe(true);
  const shared = parseShareAddress(address.split("/").at(-1) ?? "");
  if (!shared) throw new Error(`no code in ${address}`);
  return shared;
}
