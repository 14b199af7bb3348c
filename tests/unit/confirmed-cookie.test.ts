import { expect, test } from "vitest";
import { CONFIRMED_COOKIE, confirmedCookie } from "@/app/_http/confirmed-cookie";
import { campaignPath, thanksPath } from "@/lib/paths";

test("the cookie of a browser that confirmed goes to the page with the thanks only, and scripts cannot read it", () => {
  const cookie = confirmedCookie({ path: thanksPath("es", "wells", "bcdfghjkm"), code: "bcdfghjkm" });
  const [pair, ...attributes] = cookie.split("; ");
  expect(pair).toBe(`${CONFIRMED_COOKIE}=bcdfghjkm`);
  expect(attributes).toEqual(
    expect.arrayContaining([`Path=${campaignPath("es", "wells", "thanks")}`, "HttpOnly", "SameSite=Lax"]),
  );
});
