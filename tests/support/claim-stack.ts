import { join } from "node:path";
import { inject } from "vitest";
import { claimFile } from "@/scripts/stack/claim";

// Claims one of the running sites for this process, which keeps it for all its files. Without isolation vitest gives two
// workers the same VITEST_POOL_ID, and journeys that share a site would see each other's figures.
process.env.CLAIMED_STACK ??= await claimStack();

async function claimStack(): Promise<string> {
  for (const [index, { dataDir }] of inject("stacks").entries()) {
    const claim = await claimFile(join(dataDir, "test-worker"));
    if (claim.outcome === "claimed") return String(index);
  }
  throw new Error("every stack is claimed by another vitest worker");
}
