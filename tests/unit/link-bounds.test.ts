import { expect, test } from "vitest";
import { canMakeLink } from "@/app/api/v1/links/rate-limit";

test("an address makes 300 links a minute, and no more; another one still does", async () => {
  for (let link = 1; link <= 300; link++) expect(await canMakeLink("192.0.2.7")).toBe(true);
  expect(await canMakeLink("192.0.2.7")).toBe(false);
  expect(await canMakeLink("192.0.2.8")).toBe(true);
});

test("whoever is refused takes nothing from what is there for everybody", async () => {
  for (let attempt = 1; attempt <= 8_000; attempt++) await canMakeLink("192.0.2.9");
  expect(await canMakeLink("192.0.2.10")).toBe(true);
});
