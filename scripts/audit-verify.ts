import { parseArgs } from "node:util";
import { z } from "zod";
import { connect } from "@/db/client";
import { type Verdict, verifyChain } from "@/lib/audit/verify";

const USAGE = `Usage: DATABASE_URL=postgres://… npm run audit:verify [-- --expect <position>:<hash>]

Follows the audit log from its first event to its last and says whether all of it is as it was written. It ends by
printing the head of the chain. Keep that line where nobody who writes to the database can: the chain alone cannot
know that its end was cut off, or that all of it was written anew. With --expect it is held against a kept head.`;

const head = z
  .string()
  .regex(/^\d+:[0-9a-f]{64}$/, "is not a head as this command prints it: <position>:<hash>")
  .transform((text) => ({
    position: Number(text.split(":", 1)[0]),
    hash: text.slice(text.indexOf(":") + 1),
  }));
const command = z.object({ DATABASE_URL: z.url(), expect: head.optional() });

const FAULTS = {
  missing: "is missing",
  changed: "is not as it was written",
  unlinked: "does not follow the one before it",
};

function sayOf(verdict: Verdict): string {
  if (verdict.outcome === "broken")
    return `The audit log was tampered with: event ${verdict.position} ${FAULTS[verdict.fault]}.`;
  const { position, hash } = verdict.head;
  if (verdict.outcome === "cut")
    return `The audit log was cut off: it ends at event ${position}, before the head that you expected.`;
  return `${position} ${position === 1 ? "event" : "events"} intact. Head of the chain:\n${position}:${hash}`;
}

async function verify(): Promise<number> {
  const { values } = parseArgs({ options: { expect: { type: "string" } } });
  const { DATABASE_URL, expect } = command.parse({ ...process.env, ...values });
  const db = connect(DATABASE_URL, 1);
  try {
    const verdict = await verifyChain(db, { expected: expect });
    console.log(sayOf(verdict));
    return verdict.outcome === "intact" ? 0 : 1;
  } finally {
    await db.$client.end();
  }
}

try {
  process.exitCode = await verify();
} catch (error) {
  const faults = error instanceof z.ZodError ? error.issues.map((issue) => issue.message).join("\n") : error;
  console.error(faults instanceof Error ? faults.message : faults);
  console.error(`\n${USAGE}`);
  process.exitCode = 2;
}
