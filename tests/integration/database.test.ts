import { afterAll, expect, test } from "vitest";
import { campaigns } from "@/db/schema";
import { newId } from "@/lib/ids";
import { aDatabase } from "../support/database";

const { db, drop } = await aDatabase();
const other = await aDatabase();
afterAll(async () => {
  await drop();
  await other.drop();
});

test("a test database starts migrated and empty, and nobody else writes to it", async () => {
  await db.insert(campaigns).values({ id: newId(), slug: "a-campaign", locale: "en", goal: 100 });
  expect(await db.$count(campaigns)).toBe(1);
  expect(await other.db.$count(campaigns)).toBe(0);
});
