import { vi } from "vitest";
import { PER_PROCESS_PREFIX } from "@/db/singleton";

/** Sets the environment of every test process. `aDatabase()` replaces DATABASE_URL with the address of its database. */
Object.assign(process.env, {
  NODE_ENV: "test",
  APP_URL: "http://localhost:3000",
  APP_SECRET: "only-for-tests-only-for-tests-only-for-tests",
  DATABASE_URL: "postgres://nobody@localhost:1/none",
  RESEND_API_KEY: "re_test",
  RESEND_BASE_URL: "http://localhost:1",
  MAIL_FROM: "Groundswell <petitions@example.org>",
  ORGANISATION: "Groundswell",
  POSTAL_ADDRESS: "1 Example Street, Example Town",
  LOG_LEVEL: "silent",
});

// Without isolation the test files of one worker share the packages that they import. Our own modules and their state start anew.
vi.resetModules();
for (const key of Object.getOwnPropertySymbols(globalThis))
  if (key.description?.startsWith(PER_PROCESS_PREFIX)) Reflect.deleteProperty(globalThis, key);
