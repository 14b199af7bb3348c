import { expect, test } from "vitest";
import { env } from "@/lib/env";
import { parseAddress } from "@/server/api/parse-embed-url";

const at = (path: string) => parseAddress(env().APP_URL + path);

test.each([
  "/en/campaigns/heat-at-work",
  "/en/Campaigns/Heat-at-work.",
  "/EN/campaigns/heat-at-work/",
  "/campaigns/heat-at-work",
  "/en/campaigns/%22heat-at-work%22",
])("a pasted address means the page that it leads to: %s", (path) =>
  expect(at(path)).toMatchObject({ kind: "campaign", locale: "en", slug: "heat-at-work" }),
);

test("a share link may begin with a capital letter", () => {
  expect(at("/S/BCDFGHJKM")).toMatchObject({ kind: "link", code: "bcdfghjkm" });
});

test.each(["/en/campaigns/a_b", "/fr/campaigns/x", "/en/campaigns/%zz", "/en", "/x/y"])(
  "%s is no page to embed",
  (path) => expect(at(path)).toBeNull(),
);
