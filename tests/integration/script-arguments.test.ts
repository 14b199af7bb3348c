import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";

function runScript(script: string, argument: string) {
  return promisify(execFile)(process.execPath, ["--import", "tsx", `scripts/${script}.ts`, argument]).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: "" }),
    (failed: { code: number; stdout: string; stderr: string }) => failed,
  );
}

test("a script explains its options, and refuses an unknown one", { timeout: 60_000 }, async () => {
  const [help, unknown] = await Promise.all([
    runScript("staff-invite", "--help"),
    runScript("staff-invite", "--unknown"),
  ]);
  expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining("Usage: npm run staff:invite") });
  expect(unknown).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/unknown option '--unknown'[\s\S]*Usage: /),
  });
});

test("every script defines its options in the same way", async () => {
  const scripts = (await readdir("scripts")).filter(
    (name) => name.endsWith(".ts") && name !== "command-line.ts",
  );
  expect(scripts.length).toBeGreaterThan(10);
  for (const script of scripts) {
    const source = await readFile(`scripts/${script}`, "utf8");
    expect(source, script).toMatch(/defineCommand\(/);
    expect(source, script).toMatch(/\.parse\(\)|parseOptions\(/);
  }
});
