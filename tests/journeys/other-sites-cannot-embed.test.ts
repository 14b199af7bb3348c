import { beforeEach, describe, expect, test } from "vitest";
import { getStoredAttribution } from "../support/attribution";
import { allowEmbedding, anEmbeddableCampaign, PLAIN_LINK, snippet } from "../support/embedding";
import { aPartnerSite, aReader } from "../support/partner-site";
import { stack } from "../support/stack";

beforeEach(() => expect(stack().appUrl).toMatch(/^http:\/\/localhost:/));

describe("on a site that is not allowed", () => {
  test("the browser refuses the frame, and the plain link stays", async () => {
    const { slug } = await anEmbeddableCampaign(["https://www.partner.example"]);
    const site = await aPartnerSite({ name: "other", body: snippet(slug) });
    const page = await aReader();
    const refusals: string[] = [];
    page.on("console", (message) => refusals.push(message.text()));
    await page.goto(site.origin);
    await page.locator("iframe").waitFor({ state: "detached" });
    expect(refusals.some((text) => text.includes("frame-ancestors"))).toBe(true);
    expect(await page.getByRole("link", PLAIN_LINK).isVisible()).toBe(true);
  });

  test("the policy names only the allowed sites, and no other page may be framed", async () => {
    const { slug } = await anEmbeddableCampaign(["https://www.partner.example", "https://other.example"]);
    const policyOf = async (path: string) => {
      const { headers } = await fetch(stack().appUrl + path, { redirect: "manual" });
      const policy = headers.get("content-security-policy") ?? "";
      return [/frame-ancestors ([^;]+)$/.exec(policy)?.[1], headers.get("x-frame-options")];
    };
    await expect
      .poll(() => policyOf(`/en/embed/${slug}`))
      .toEqual(["https://www.partner.example https://other.example", null]);
    expect(await policyOf(`/en/embed/${slug}?preview`)).toEqual(["'self'", null]);
    expect(await policyOf("/en/embed/no-such-campaign")).toEqual(["'none'", "DENY"]);
    for (const path of [`/en/campaigns/${slug}`, `/en/embed/${slug}/more`, "/en", "/en/staff", `/s/embed`])
      expect((await policyOf(path))[0], path).toBe("'none'");
    for (const path of [`/en/campaigns/${slug}`, "/en", "/en/staff"])
      expect((await policyOf(path))[1], path).toBe("DENY");
    await allowEmbedding(slug, []);
    await expect.poll(() => policyOf(`/en/embed/${slug}`), { timeout: 5_000 }).toEqual(["'none'", null]);
  });

  test("a channel with a host that is not allowed is stored as `embed`", async () => {
    const { slug } = await anEmbeddableCampaign(["https://www.partner.example"]);
    for (const [name, channel] of [
      ["Listed Lou", "embed:www.partner.example"],
      ["Made Up Max", "embed:made-up.example"],
    ] as const)
      await fetch(`${stack().appUrl}/api/v1/campaigns/${slug}/signatures`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name, channel, email: `${name.replaceAll(" ", ".")}@example.org` }),
      });
    expect((await getStoredAttribution("Listed Lou")).channel).toBe("embed:www.partner.example");
    expect((await getStoredAttribution("Made Up Max")).channel).toBe("embed");
  });
});
