import { expect, test } from "vitest";
import { GET as leadToSign } from "@/app/[locale]/(public)/campaigns/[slug]/sign/route";
import { fillAttribution } from "@/app/api/v1/campaigns/[slug]/signatures/fill-attribution";

const ORIGIN = "http://localhost:3000";
const REACHED = "via=bcdfghjkm&channel=whatsapp";

const from = (page: string) => new Request(`${ORIGIN}/anywhere`, { headers: { referer: page } });

test("a form without JavaScript takes link and channel from its page's address", () => {
  const page = `${ORIGIN}/en/articles/a-story?${REACHED}`;
  const fields = { article: "a-story", callout: "2", name: "Ada" };
  expect(fillAttribution(fields, from(page))).toEqual({ ...fields, via: "bcdfghjkm", channel: "whatsapp" });
  expect(fillAttribution({ ...fields, channel: "qr" }, from(page))).toMatchObject({ channel: "qr" });
});

test("another site's address is no source of attribution", () => {
  const fields = { name: "Ada" };
  expect(fillAttribution(fields, from(`https://elsewhere.example/?${REACHED}`))).toEqual(fields);
});

test("a call-out without JavaScript leads to its campaign with valid attribution only", async () => {
  const follow = async (page: string) => {
    const request = new Request(`${ORIGIN}/en/campaigns/water/sign?from=a-story.2`, {
      headers: { referer: page },
    });
    const answer = await leadToSign(request, { params: Promise.resolve({ locale: "en", slug: "water" }) });
    return answer.headers.get("location");
  };
  expect(await follow(`${ORIGIN}/en/articles/a-story?${REACHED}`)).toBe(
    `/en/campaigns/water?from=a-story.2&${REACHED}`,
  );
  expect(await follow(`${ORIGIN}/en/articles/a-story?via=nonsense&channel=no+channel`)).toBe(
    "/en/campaigns/water?from=a-story.2",
  );
  expect(await follow(`${ORIGIN}/en/articles/a-story`)).toBe("/en/campaigns/water?from=a-story.2");
  for (const channel of ["embed", "embed:www.partner.example"])
    expect(await follow(`${ORIGIN}/en/articles/a-story?channel=${channel}`)).toBe(
      `/en/campaigns/water?${new URLSearchParams({ from: "a-story.2", channel })}`,
    );
  expect(await follow(`${ORIGIN}/en/articles/a-story?via=BCDFGHJKM).`)).toBe(
    "/en/campaigns/water?from=a-story.2&via=bcdfghjkm",
  );
});
