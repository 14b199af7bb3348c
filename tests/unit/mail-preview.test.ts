import { createRequire } from "node:module";
import { expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };

const require = createRequire(import.meta.url);

test("the mail preview has the user interface of its own version, so that it does not ask to install one", () => {
  const userInterface = require(require.resolve("@react-email/ui/package.json"));
  expect(userInterface.version).toBe(packageJson.devDependencies["react-email"]);
});
