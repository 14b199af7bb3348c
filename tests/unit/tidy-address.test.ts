import { expect, test, vi } from "vitest";
import { tidyAddress } from "@/server/tidy-address";

const reader = () => "en" as const;

test("what surrounds a copied slug is removed", () => {
  expect(tidyAddress("/en/articles/%22Wells%22.", reader)).toBe("/en/articles/wells");
});

test("a segment that is too long for a slug is not searched, because the search takes quadratic time", () => {
  const replace = vi.spyOn(String.prototype, "replace");
  const dashes = "-".repeat(14_000);
  for (const segment of [`a${dashes}a`, `${"%CC%81".repeat(2_000)}a`])
    expect(tidyAddress(`/en/articles/${segment}`, reader)).toBeNull();
  const longest = Math.max(...replace.mock.contexts.map((text) => String(text).length), 0);
  replace.mockRestore();
  expect(longest).toBe(0);
});
