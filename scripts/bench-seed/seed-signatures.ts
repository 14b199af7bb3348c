import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "@/db/schema";
import { tallySignatures, tallyVisits } from "../seed/tallies";
import type { reportSteps } from "../stack/steps";
import { withBareTables } from "./bare-tables";
import { BENCH_SLUG, createBenchCampaign } from "./bench-campaign";
import { copyRows, type Field } from "./copy-rows";
import { measureChains, readArticles, recordConsents, recordMails, visitLinks } from "./derived-rows";
import {
  LINK_COLUMNS,
  linkRow,
  SIGNATURE_COLUMNS,
  SUPPORTER_COLUMNS,
  signatureRow,
  supporterRow,
} from "./rows";
import { generateSigners, type Signer } from "./signers";

const FILLED = ["supporters", "share_links", "share_visits", "signatures", "consents"];
const TELL_EVERY = 500_000;

type Wanted = { url: string; signatures: number; now: Date; step: ReturnType<typeof reportSteps> };

/**
 * Adds one campaign with so many signatures, all of it or nothing, in one transaction: rows through COPY into tables
 * without indexes, which are made anew at the end. Nobody else can use those tables meanwhile.
 */
export async function seedSignatures({ url, signatures, now, step }: Wanted): Promise<void> {
  // No timeout, and memory to sort millions of keys.
  const client = postgres(url, {
    max: 1,
    onnotice: () => {},
    connection: {
      application_name: "groundswell-bench",
      TimeZone: "UTC",
      maintenance_work_mem: "768MB",
      work_mem: "256MB",
      jit: "off",
    },
  });
  try {
    // One connection, so that Drizzle and COPY share one transaction. Closed before it commits, it leaves nothing behind.
    await client`begin`;
    await fill(client, { signatures, now, step });
    await client`commit`;
    await step(
      { doing: "Vacuuming and analysing", done: () => "Vacuumed and analysed" },
      () => client`vacuum (analyze)`,
    );
  } finally {
    await client.end();
  }
}

async function fill(client: postgres.Sql, { signatures, now, step }: Omit<Wanted, "url">) {
  const tx = drizzle(client, { schema });
  const stage = await createBenchCampaign(tx, { goal: signatures, now });
  if (!stage) throw new Error(`The campaign ${BENCH_SLUG} is there already. Seed another database.`);
  const signerOf = generateSigners(stage, signatures);
  const all = () => counted(signatures, (nth) => signerOf(nth));
  await withBareTables(client, FILLED, async () => {
    const fillTable = (table: string, columns: string[], rows: Iterable<Field[]>) =>
      step({ doing: `Copying ${table}`, done: () => `Copied ${table}` }, () =>
        copyRows(client, { table, columns, rows }),
      );
    await fillTable("supporters", SUPPORTER_COLUMNS, each(all(), supporterRow));
    await fillTable(
      "signatures",
      SIGNATURE_COLUMNS,
      each(all(), (signer) => signatureRow(stage, signer)),
    );
    await fillTable(
      "share_links",
      LINK_COLUMNS,
      each(withLink(all()), (signer) => linkRow(stage, signer)),
    );
    await step({ doing: "Consents and visits", done: () => "Consents and visits" }, async () => {
      await recordConsents(tx, stage.campaignId);
      await visitLinks(tx, stage.campaignId);
    });
    process.stdout.write("  … Making the indexes and checking the foreign keys\n");
  });
  await step({ doing: "Tallying", done: () => "Tallied" }, async () => {
    await tx.execute(sql`analyze`);
    await measureChains(tx, stage.campaignId);
    await tallySignatures(tx, [stage.campaignId]);
    await tallyVisits(tx, [stage.campaignId]);
    await readArticles(tx, stage.campaignId);
    await recordMails(tx, stage.campaignId);
  });
}

function* counted<T>(count: number, make: (nth: number) => T): Generator<T> {
  for (let nth = 0; nth < count; nth++) {
    if (nth > 0 && nth % TELL_EVERY === 0) process.stdout.write(`      ${nth.toLocaleString("en")}\n`);
    yield make(nth);
  }
}

function* each<T>(things: Iterable<T>, row: (thing: T) => Field[]): Generator<Field[]> {
  for (const thing of things) yield row(thing);
}

function* withLink(signers: Iterable<Signer>): Generator<Signer> {
  for (const signer of signers) if (signer.own) yield signer;
}
