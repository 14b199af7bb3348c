import { z } from "zod";
import { connect } from "@/db/client";
import { type Verdict, verifyChain } from "@/lib/audit/verify";
import { defineCommand, parseOptions, reportFailure, requireDatabaseUrl } from "./command-line";

const command = defineCommand(
  "DATABASE_URL=postgres://… npm run audit:verify",
  `Verifies the audit log from its first event to its last and prints the head of the chain. Store that line where no user of
the database can change it: the chain alone cannot show that its end was cut off, or that all of it was
rewritten. With --expect the log is compared with a stored head.

Exits with 0 if the log is intact, 1 if it was changed, 2 if it could not be verified.`,
).option("--expect <position:hash>", "a head that an earlier run printed");

const head = z
  .string()
  .regex(/^\d+:[0-9a-f]{64}$/, "is not a head as this command prints it: <position>:<hash>")
  .transform((text) => ({
    position: Number(text.split(":", 1)[0]),
    hash: text.slice(text.indexOf(":") + 1),
  }));

const { expect } = parseOptions(command, z.object({ expect: head.optional() }));

const FAULTS = {
  missing: "is missing",
  changed: "is not as it was written",
  unlinked: "does not follow the one before it",
};

async function verify() {
  const db = connect(requireDatabaseUrl(), 1);
  try {
    const verdict = await verifyChain(db, { expected: expect });
    console.log(describeVerdict(verdict));
    process.exitCode = verdict.outcome === "intact" ? 0 : 1;
  } finally {
    await db.$client.end();
  }
}

function describeVerdict(verdict: Verdict): string {
  if (verdict.outcome === "broken")
    return `The audit log was tampered with: event ${verdict.position} ${FAULTS[verdict.fault]}.`;
  const { position, hash } = verdict.head;
  if (verdict.outcome === "cut")
    return `The audit log was cut off: it ends at event ${position}, before the head that you expected.`;
  return `${position} ${position === 1 ? "event" : "events"} intact. Head of the chain:\n${position}:${hash}`;
}

await verify().catch((error) => reportFailure(error, 2));
