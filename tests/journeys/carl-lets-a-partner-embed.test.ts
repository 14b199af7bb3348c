import { expect, test } from "vitest";
import { appDatabase } from "../support/app-database";
import { axe } from "../support/browser";
import { getFrameAncestors } from "../support/embedding";
import { aCampaign } from "../support/factories";
import { aPartnerSite, aReader } from "../support/partner-site";
import { confirmByApi, signByApi } from "../support/public-api";
import { aStaffPage } from "../support/staff-session";

test("Carl allows a partner to embed, sees its signatures, and removes the partner again", async () => {
  const { slug } = await aCampaign(appDatabase(), { slug: "carl-is-embedded" });
  const { page: carl } = await aStaffPage("campaigner");
  await carl.goto(`/en/staff/campaigns/${slug}/sharing`);
  const section = carl.getByRole("region", { name: "Embedding" });
  await section.getByText("No sites yet").waitFor();
  const snippet = await section.getByLabel("Snippet in English").inputValue();
  expect(await section.getByLabel("Snippet in Español").inputValue()).toContain("/es/campaigns/");
  const site = await aPartnerSite({ name: "partner", body: snippet });

  await section.getByLabel("Site of a partner").fill("http://partner.example/news");
  await section.getByRole("button", { name: "Allow embedding" }).click();
  await section.getByText("Only sites over https:// can embed it.").waitFor();
  await section.getByLabel("Site of a partner").fill(`${site.origin}/a/page?of=theirs`);
  await section.getByRole("button", { name: "Allow embedding" }).click();
  await section.getByText(`${site.origin} may embed this campaign now.`).waitFor();
  expect(await section.getByLabel("Site of a partner").inputValue()).toBe("");
  await section.getByText("no signature yet").waitFor();

  await expect.poll(() => getFrameAncestors(slug), { timeout: 5_000 }).toBe(site.origin);
  const reader = await aReader();
  await reader.goto(site.origin);
  await reader.frameLocator("iframe").getByRole("button", { name: "Sign", exact: true }).waitFor();
  await confirmByApi(
    await signByApi({
      email: "partner.reader@example.org",
      campaign: slug,
      channel: `embed:${site.host}`,
    }),
  );
  await carl.reload();
  await section.getByText("1 signature", { exact: true }).waitFor();
  const preview = section.frameLocator("iframe");
  await preview.getByRole("button", { name: "Sign", exact: true, includeHidden: true }).waitFor();
  expect(await axe(carl)).toEqual([]);

  await section.getByRole("button", { name: `Remove ${site.origin}` }).click();
  await section.getByText(`${site.origin} may not embed it any more.`).waitFor();
  await section.getByText("No sites yet").waitFor();
  await expect.poll(() => getFrameAncestors(slug), { timeout: 5_000 }).toBe("'none'");
  await reader.goto(site.origin);
  await reader.locator("iframe").waitFor({ state: "detached" });
  expect(await reader.getByRole("link", { name: /^Sign: / }).isVisible()).toBe(true);
  await section.getByRole("button", { name: "Undo" }).click();
  await section.getByText("The list is restored.").waitFor();
  await section.getByRole("button", { name: `Remove ${site.origin}` }).waitFor();

  await carl.goto(`/en/staff/campaigns/${slug}`);
  await carl.getByText(`Embedded: ${site.host}`).waitFor();
});

test("an analyst sees the allowed sites but cannot change them", async () => {
  const { slug } = await aCampaign(appDatabase(), {
    slug: "ana-sees-embeds",
    embedOrigins: ["https://www.partner.example"],
  });
  const { page: ana } = await aStaffPage("analyst");
  await ana.goto(`/es/staff/campaigns/${slug}/sharing`);
  const section = ana.getByRole("region", { name: "Insertar" });
  await section.getByText("https://www.partner.example").waitFor();
  expect(await section.getByRole("button", { name: /Quitar|Permitir/ }).count()).toBe(0);
});
