import { afterAll, expect, test } from "vitest";
import { signCampaign } from "@/lib/signatures/sign";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner, aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

test("the factories make a campaign, an article that carries it, someone who signs it and someone who watches", async () => {
  const campaign = await aCampaign(db);
  const article = await anArticle(db, { carries: [campaign] });
  const signed = await signCampaign(db, aSigner({ campaign: campaign.slug, article: article.slug }));
  expect(signed.outcome).toBe("signed");
  expect((await aStaffMember(db, { role: "analyst" })).role).toBe("analyst");
});
