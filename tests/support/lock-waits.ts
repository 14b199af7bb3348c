import { expect } from "vitest";
import type { TestDatabase } from "./database";

/** Waits until this many statements of a test database wait for a lock. */
export async function waitForLocks({ owner }: Pick<TestDatabase, "owner">, count: number) {
  await expect
    .poll(async () => {
      const waiting = await owner.$client`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return waiting.length;
    })
    .toBeGreaterThanOrEqual(count);
}
