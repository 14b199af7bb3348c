import { afterAll, expect, test } from "vitest";
import { listDrafts, searchArticles } from "@/lib/articles/list-drafts";
import { searchCampaigns } from "@/lib/campaigns/search-campaigns";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

test("searches ignore NUL", async () => {
  const campaign = await aCampaign(db);
  const article = await anArticle(db, { title: "A tap in every school" });
  const slugsOf = (found: { slug: string }[]) => found.map(({ slug }) => slug);
  for (const search of ["tap\0 in", "\0tap in"]) {
    const asked = { search, locale: "en", limit: 5 } as const;
    expect(slugsOf(await searchArticles(db, asked))).toEqual([article.slug]);
    expect(slugsOf(await listDrafts(db, asked))).toEqual([article.slug]);
  }
  const search = campaign.slug.replace("-", "\0-");
  expect(slugsOf(await searchCampaigns(db, { search, locale: "en", limit: 5 }))).toContain(campaign.slug);
});
