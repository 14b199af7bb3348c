import { and, eq, isNotNull, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { shareLinks, signatures, supporters } from "@/db/schema";
import { countSignatures } from "@/lib/campaigns/confirmed-count";
import { firstCause } from "@/lib/failures";
import { erasePeople } from "@/lib/jobs/erase-people";
import { requestErasure } from "@/lib/me/erasure";
import { foldCountEvents } from "@/lib/reporting/fold-count-events";
import { listMiscounts } from "@/lib/reporting/miscounts";
import { confirmAttempts } from "@/lib/signatures/confirm-attempts";
import { correctSignature } from "@/lib/signatures/correct";
import { isCounted } from "@/lib/signatures/is-counted";
import { quarantineSignatures, restoreSignatures } from "@/lib/signatures/quarantine";
import { signCampaign } from "@/lib/signatures/sign";
import { undoWithdrawal, withdrawSignature } from "@/lib/signatures/withdraw";
import { getNewestAttempt } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

const SEED = Number(process.env.SEED ?? 20261130);
const DEEDS = 1_000;
const LANES = 8;
const PEOPLE = 24;
const COUNTRIES = ["FR", "ES", "MX", undefined];

/** A generator of numbers from 0 to 1 that repeats for a seed (mulberry32). */
function randomFrom(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
