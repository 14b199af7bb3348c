import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { campaigns } from "@/db/schema";
import { embedSnippet } from "@/lib/campaigns/embed-snippet";
import { pagesChanged } from "@/lib/page-changes";
import { appDatabase } from "./app-database";
import { aCampaign } from "./factories";
import { aPartnerSite } from "./partner-site";
import { stack } from "./stack";

/** The link in `snippet()`, as a locator option. */
export const PLAIN_LINK = { name: "Sign: Give every child a library card" };

/** Returns the HTML that a partner pastes to embed a campaign. */
export const snippet = (slug: string) =>
  embedSnippet({
    site: stack().appUrl,
    locale: "en",
    slug,
    text: PLAIN_LINK.name,
  });

/** Creates a campaign that pages of these origins may embed. */
export const anEmbeddableCampaign = (
  embedOrigins: string[],
  overrides: Partial<typeof campaigns.$inferInsert> = {},
) =>
  aCampaign(appDatabase(), {
    embedOrigins,
    slug: `framed-${Math.random().toString(36).slice(2, 10)}`,
    ...overrides,
  });

/** Returns the `frame-ancestors` of the content security policy of a campaign's embed. */
export async function getFrameAncestors(slug: string) {
  const { headers } = await fetch(`${stack().appUrl}/en/embed/${slug}`);
  return /frame-ancestors ([^;]+)$/.exec(headers.get("content-security-policy") ?? "")?.[1];
}

/** Replaces a campaign's list of allowed origins and waits until the embed's policy names them. */
export async function allowEmbedding(slug: string, embedOrigins: string[]) {
  await appDatabase().update(campaigns).set({ embedOrigins }).where(eq(campaigns.slug, slug));
  await pagesChanged(appDatabase(), { campaign: slug });
  await expect
    .poll(() => getFrameAncestors(slug), { timeout: 5_000 })
    .toBe(embedOrigins.join(" ") || "'none'");
}

/** Creates a campaign and a partner site that embeds it and is allowed to. */
export async function piasSite({
  copies = 1,
  ...overrides
}: { copies?: number } & Partial<typeof campaigns.$inferInsert> = {}) {
  const { slug } = await anEmbeddableCampaign([], overrides);
  const site = await aPartnerSite({ name: "pia", body: snippet(slug).repeat(copies) });
  await allowEmbedding(slug, [site.origin]);
  return { slug, site };
}
