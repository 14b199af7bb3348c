import { expect, test } from "vitest";
import { forwardForeignKeys, readTables, unorderedTables } from "../support/architecture/tables";

test("foreign keys point to the same noun or to an earlier one", () => {
  const { tables, keys } = readTables();
  expect(tables.length).toBeGreaterThan(15);
  expect(keys.length).toBeGreaterThan(15);
  expect(unorderedTables(tables)).toEqual([]);
  expect(forwardForeignKeys(keys)).toEqual([]);
  expect(forwardForeignKeys([{ from: "campaigns", to: "articles" }])).toHaveLength(1);
});
