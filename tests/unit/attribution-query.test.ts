import { expect, test } from "vitest";
import { fromArticle, keepAttribution, parseAttribution, withAttribution } from "@/lib/attribution";

test("parses article, call-out, link and channel, and omits empty values", () => {
  const query = new URLSearchParams("from=a-story.2&via=bcdfghjkm&channel=");
  expect(parseAttribution(query)).toEqual({ article: "a-story", callout: "2", via: "bcdfghjkm" });
  expect(parseAttribution(new URLSearchParams())).toEqual({});
});

test("prints what it parses", () => {
  const from = fromArticle("a-story", "end");
  const path = withAttribution("/en/campaigns/water", { channel: "whatsapp", from, via: null });
  expect(path).toBe("/en/campaigns/water?from=a-story.end&channel=whatsapp");
  expect(withAttribution("/en", {})).toBe("/en");
});

test("reduces a query to its attribution", () => {
  expect(keepAttribution("?utm_source=x&via=bcdfghjkm")).toBe("?via=bcdfghjkm");
  expect(keepAttribution("?utm_source=x")).toBe("");
});
