import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { campaigns } from "@/db/schema";
import { embedSnippet } from "@/lib/campaigns/embed-snippet";
import { appDatabase } from "./app-database";
import { aCampaign } from "./factories";
import { aPartnerSite } from "./partner-site";
import { stack } from "./stack";

/** What a partner pastes to embed a campaign. */
export const snippet = (slug: string) =>
  embedSnippet({
    site: stack().appUrl,
    locale: "en",
    slug,
    words: "Sign: Give every child a library card",
  });

/** A campaign that the pages of some origins may frame. */
export const anEmbeddableCampaign = (
  embedOrigins: string[],
  more: Partial<typeof campaigns.$inferInsert> = {},
) =>
  aCampaign(appDatabase(), {
    embedOrigins,
    slug: `framed-${Math.random().toString(36).slice(2, 10)}`,
    ...more,
  });

/** Who may frame a campaign's box, as its policy says it to a browser. */
export async function getFrameAncestors(slug: string) {
  const { headers } = await fetch(`${stack().appUrl}/en/embed/${slug}`);
  return /frame-ancestors ([^;]+)$/.exec(headers.get("content-security-policy") ?? "")?.[1];
}

/** Puts a list of origins in the place of the one there is, and waits the seconds until browsers are told. */
export async function allowEmbedding(slug: string, embedOrigins: string[]) {
  await appDatabase().update(campaigns).set({ embedOrigins }).where(eq(campaigns.slug, slug));
  await expect
    .poll(() => getFrameAncestors(slug), { timeout: 5_000 })
    .toBe(embedOrigins.join(" ") || "'none'");
}

/** A campaign, and Pia's site with it, which is on the list. */
export async function piasSite({
  copies = 1,
  ...more
}: { copies?: number } & Partial<typeof campaigns.$inferInsert> = {}) {
  const { slug } = await anEmbeddableCampaign([], more);
  const site = await aPartnerSite({ name: "pia", body: snippet(slug).repeat(copies) });
  await allowEmbedding(slug, [site.origin]);
  return { slug, site };
}
