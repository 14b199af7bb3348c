import { expect, test } from "vitest";
import { CONFIRMED_COOKIE, confirmedCookie, readConfirmedCookie } from "@/app/_http/confirmed-cookie";
import { campaignPath, thanksPath } from "@/lib/paths";

test("the cookie of a browser that confirmed goes to the page with the thanks only, and scripts cannot read it", () => {
  const cookie = confirmedCookie({
    path: thanksPath("es", "wells", "bcdfghjkm"),
    code: "bcdfghjkm",
    receipt: "a_receipt-token",
  });
  const [pair, ...attributes] = cookie.split("; ");
  expect(pair).toBe(`${CONFIRMED_COOKIE}=bcdfghjkm.a_receipt-token`);
  expect(attributes).toEqual(
    expect.arrayContaining([`Path=${campaignPath("es", "wells", "thanks")}`, "HttpOnly", "SameSite=Lax"]),
  );
});

test("it names the link and the receipt, also if it was set before receipts existed", () => {
  expect(readConfirmedCookie("bcdfghjkm.a_receipt-token")).toEqual({
    code: "bcdfghjkm",
    receipt: "a_receipt-token",
  });
  expect(readConfirmedCookie("bcdfghjkm")).toEqual({ code: "bcdfghjkm", receipt: null });
  for (const missing of [undefined, ""]) expect(readConfirmedCookie(missing)).toBeNull();
});
