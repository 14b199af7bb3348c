import { expect, test } from "vitest";
import { canMakeLink } from "@/server/api/link-rate-limit";

test("limits an address to 300 new links a minute, without affecting other addresses", async () => {
  for (let link = 1; link <= 300; link++) expect(await canMakeLink("192.0.2.7")).toBe(true);
  expect(await canMakeLink("192.0.2.7")).toBe(false);
  expect(await canMakeLink("192.0.2.8")).toBe(true);
});

test("refused requests do not use up the global limit", async () => {
  for (let attempt = 1; attempt <= 8_000; attempt++) await canMakeLink("192.0.2.9");
  expect(await canMakeLink("192.0.2.10")).toBe(true);
});
