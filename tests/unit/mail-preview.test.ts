import { createRequire } from "node:module";
import { expect, test } from "vitest";

const require = createRequire(import.meta.url);

test("the mail preview has the user interface of its own version, so that it does not ask to install one", () => {
  const preview = require("react-email/package.json");
  const userInterface = require(require.resolve("@react-email/ui/package.json"));
  expect(userInterface.version).toBe(preview.version);
});
