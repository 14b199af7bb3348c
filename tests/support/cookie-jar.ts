import { createRequire } from "node:module";
import { afterAll, vi } from "vitest";

/**
 * Gives the route handlers that are imported afterwards the cookies of one browser by name, as Next does with those of the current
 * request. Undone at the end of the test file.
 */
export function aCookieJar(): Map<string, string> {
  const jar = new Map<string, string>();
  const nextHeaders = {
    headers: async () => new Headers(),
    cookies: async () => ({
      get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      set: (name: string, value: string) => (value ? jar.set(name, value) : jar.delete(name)),
    }),
  };
  vi.doMock("next/headers", () => nextHeaders);
  // next-auth requires the package itself, which vitest does not intercept.
  const required = createRequire(import.meta.url)("next/headers");
  const spies = [
    vi.spyOn(required, "headers").mockImplementation(nextHeaders.headers),
    vi.spyOn(required, "cookies").mockImplementation(nextHeaders.cookies),
  ];
  afterAll(() => {
    vi.doUnmock("next/headers");
    for (const spy of spies) spy.mockRestore();
  });
  return jar;
}
