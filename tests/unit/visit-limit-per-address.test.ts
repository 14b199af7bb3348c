import { expect, test } from "vitest";
import { isWithinDailyLimit } from "@/server/share-links/visits-per-address";

test("counts at most 20,000 visits a day from one address, without affecting other addresses or the next day", () => {
  const from = (address: string, day = "2026-11-06") => isWithinDailyLimit({ address, day });
  const counted = Array.from({ length: 20_100 }, () => from("192.0.2.7")).filter(Boolean);
  expect(counted).toHaveLength(20_000);
  expect(from("192.0.2.8")).toBe(true);
  expect(from("192.0.2.7", "2026-11-07")).toBe(true);
});
