import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const SECOND_MS = 1_000;
const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const environment = "tests/support/environment.ts";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    setupFiles: [environment],
    // By default vitest leaves a core of two unused.
    maxWorkers: 2,
    // `.ci/run` reads the totals from the JSON.
    reporters: process.env.CI ? ["default", "json"] : ["default"],
    projects: [
      {
        extends: true,
        test: { name: "unit", isolate: false, include: ["tests/unit/**/*.test.{ts,tsx}"] },
      },
      {
        extends: true,
        // Texts as the server finds them: Next's compiler would put the same in these places.
        resolve: {
          alias: {
            "next-intl/server": path("node_modules/next-intl/dist/esm/production/server.react-server.js"),
            "next-intl/config": path("lib/i18n/request.ts"),
          },
        },
        test: {
          name: "integration",
          isolate: false,
          server: { deps: { inline: ["next-intl"] } },
          include: ["tests/integration/**/*.test.{ts,tsx}"],
          globalSetup: "tests/support/postgres.ts",
          testTimeout: 20 * SECOND_MS,
          hookTimeout: 30 * SECOND_MS,
        },
      },
      {
        extends: true,
        test: {
          name: "journeys",
          isolate: false,
          include: ["tests/journeys/**/*.test.ts"],
          setupFiles: [environment, "tests/support/claim-stack.ts"],
          globalSetup: "tests/support/app.ts",
          sequence: { groupOrder: 1 },
          // Ten polls a second of a page would keep its browser busy.
          expect: { poll: { interval: 250 } },
          testTimeout: 90 * SECOND_MS,
          hookTimeout: 60 * SECOND_MS,
        },
      },
      {
        extends: true,
        test: {
          name: "faults",
          include: ["tests/faults/**/*.test.ts"],
          // After all others: they kill processes and load the machine, and a browser would time out. Each has its own site.
          sequence: { groupOrder: 2 },
          testTimeout: 300 * SECOND_MS,
          hookTimeout: 60 * SECOND_MS,
        },
      },
    ],
  },
});
