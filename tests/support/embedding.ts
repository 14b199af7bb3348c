import { eq } from "drizzle-orm";
import { inject } from "vitest";
import { campaigns } from "@/db/schema";
import { embedSnippet } from "@/lib/campaigns/embedding/rules";
import { appDatabase } from "./app-database";
import { aCampaign } from "./factories";
import { aSite } from "./partner-site";

/** What a partner pastes to embed a campaign. */
export const snippet = (slug: string) =>
  embedSnippet({
    site: inject("appUrl"),
    locale: "en",
    slug,
    words: "Sign: Give every child a library card",
  });

/** A campaign that the pages of some origins may frame. */
export const aFramedCampaign = (embedOrigins: string[], more: Partial<typeof campaigns.$inferInsert> = {}) =>
  aCampaign(appDatabase(), {
    embedOrigins,
    slug: `framed-${Math.random().toString(36).slice(2, 10)}`,
    ...more,
  });

/** Puts a list of origins in the place of the one there is. */
export const allow = (slug: string, embedOrigins: string[]) =>
  appDatabase().update(campaigns).set({ embedOrigins }).where(eq(campaigns.slug, slug));

/** A campaign, and Pia's site with it, which is on the list. */
export async function piasSite({
  copies = 1,
  ...more
}: { copies?: number } & Partial<typeof campaigns.$inferInsert> = {}) {
  const { slug } = await aFramedCampaign([], more);
  const site = await aSite({ name: "pia", body: snippet(slug).repeat(copies) });
  await allow(slug, [site.origin]);
  return { slug, site };
}
