import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const SCRIPTS = [
  "articles-import",
  "audit-verify",
  "bench",
  "bench-seed",
  "demo",
  "dev",
  "faults",
  "migrate",
  "staff-invite",
  "start",
  "worker",
];

function runScript(script: string, argument: string) {
  return promisify(execFile)(process.execPath, ["--import", "tsx", `scripts/${script}.ts`, argument]).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: "" }),
    (failed: { code: number; stdout: string; stderr: string }) => failed,
  );
}

test.each(SCRIPTS)(
  "%s explains its options, and refuses an unknown one",
  { timeout: 60_000 },
  async (script) => {
    const [help, unknown] = await Promise.all([runScript(script, "--help"), runScript(script, "--unknown")]);
    expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining("Usage: ") });
    expect(unknown).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/unknown option '--unknown'[\s\S]*Usage: /),
    });
  },
);
