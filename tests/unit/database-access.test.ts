import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const files = ["app", "lib", "server"]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  )
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));

test("only the listener needs a session: everything else works through a pooler of transactions", () => {
  const needsSession = /\bpg_(try_)?advisory_lock\b|\bclient\.listen\(|\bset session\b/i;
  const needing = files.filter(({ text }) => needsSession.test(text)).map(({ path }) => path);
  expect(needing).toEqual(["server/page-cache/follow-changes.ts"]);
});

const READ = /^(get|list|count|find|search)[A-Z]/;
const PRIVATE = /\/staff\/|\/auth\/|session|limit|\/me\//;
const CALL = /\breadReplica\(\s*\((\w+)\) =>\s*(\w+)\(\s*\1\b/g;

test("the replica is only read, and only for what is public", () => {
  const uses = files.filter(
    ({ path, text }) => /\breadReplica\(/.test(text) && path !== "lib/database-replica.ts",
  );
  expect(uses.length).toBeGreaterThan(10);
  for (const { path, text } of uses) {
    expect(path).not.toMatch(PRIVATE);
    const called = [...text.matchAll(CALL)].map(([, , name]) => name);
    expect(called, path).toHaveLength([...text.matchAll(/\breadReplica\(/g)].length);
    for (const name of called) expect(name, path).toMatch(READ);
  }
});
