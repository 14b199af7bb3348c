import { expect, test } from "vitest";
import { earliestIdAt, newId } from "@/lib/ids";

test("the smallest id of a time lies between ids created before and after it", () => {
  const before = newId();
  const at = Date.now();
  while (Date.now() === at) {}
  expect(before < earliestIdAt(new Date(at + 1))).toBe(true);
  expect(earliestIdAt(new Date(at)) <= newId()).toBe(true);
  expect(earliestIdAt(new Date("2026-11-24T00:00:00Z"))).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7000-8000-0{12}$/);
});
