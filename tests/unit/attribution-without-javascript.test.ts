import { expect, test } from "vitest";
import { GET as redirectToForm } from "@/app/[locale]/(public)/campaigns/[slug]/sign/route";
import { fillAttribution } from "@/server/api/fill-attribution";

const SITE = "http://localhost:3000";
const ATTRIBUTION = "via=bcdfghjkm&channel=whatsapp";

const submittedFrom = (page: string) => new Request(`${SITE}/anywhere`, { headers: { referer: page } });

test("a form without JavaScript takes link and channel from its page's address", () => {
  const page = `${SITE}/en/articles/a-story?${ATTRIBUTION}`;
  const fields = { article: "a-story", callout: "2", name: "Ada" };
  expect(fillAttribution(fields, submittedFrom(page))).toEqual({
    ...fields,
    via: "bcdfghjkm",
    channel: "whatsapp",
  });
  expect(fillAttribution({ ...fields, channel: "qr" }, submittedFrom(page))).toMatchObject({ channel: "qr" });
});

test("another site's address is no source of attribution", () => {
  const fields = { name: "Ada" };
  expect(fillAttribution(fields, submittedFrom(`https://elsewhere.example/?${ATTRIBUTION}`))).toEqual(fields);
});

test("a call-out without JavaScript leads to its campaign with valid attribution only", async () => {
  const follow = async (page: string) => {
    const request = new Request(`${SITE}/en/campaigns/water/sign?from=a-story.2`, {
      headers: { referer: page },
    });
    const answer = await redirectToForm(request, {
      params: Promise.resolve({ locale: "en", slug: "water" }),
    });
    return answer.headers.get("location");
  };
  expect(await follow(`${SITE}/en/articles/a-story?${ATTRIBUTION}`)).toBe(
    `/en/campaigns/water?from=a-story.2&${ATTRIBUTION}`,
  );
  expect(await follow(`${SITE}/en/articles/a-story?via=nonsense&channel=no+channel`)).toBe(
    "/en/campaigns/water?from=a-story.2",
  );
  expect(await follow(`${SITE}/en/articles/a-story`)).toBe("/en/campaigns/water?from=a-story.2");
  for (const channel of ["embed", "embed:www.partner.example"])
    expect(await follow(`${SITE}/en/articles/a-story?channel=${channel}`)).toBe(
      `/en/campaigns/water?${new URLSearchParams({ from: "a-story.2", channel })}`,
    );
  expect(await follow(`${SITE}/en/articles/a-story?via=BCDFGHJKM).`)).toBe(
    "/en/campaigns/water?from=a-story.2&via=bcdfghjkm",
  );
});
