import { eq } from "drizzle-orm";
import { expect } from "vitest";
import type { Database } from "@/db/client";
import { articles, shareLinks } from "@/db/schema";
import { newId, newShareCode } from "@/lib/ids";
import { parseShareAddress } from "@/lib/sharing/share-address";
import { appDatabase } from "./app-database";
import { ARTICLE } from "./public-api";
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

/** Creates a reader's link to the article, shared by WhatsApp. Returns its code. */
export async function anArticleLink(): Promise<string> {
  const db = appDatabase();
  const [article] = await db
    .select({ id: articles.id })
    .from(articles)
    .where(eq(articles.slug, ARTICLE))
    .orderBy(articles.locale);
  const { code } = await aShareLink(db, { articleId: article?.id, channel: "whatsapp" });
  return code;
}

/** Requests a share link without following its redirect. */
export function openLink(code: string, { method = "GET", ...headers }: Record<string, string>) {
  return fetch(`${stack().appUrl}/s/${code}`, { method, redirect: "manual", headers });
}

/** Returns the share link with a code. */
export async function getLink(code: string) {
  const [link] = await appDatabase().select().from(shareLinks).where(eq(shareLinks.code, code));
  return link;
}
