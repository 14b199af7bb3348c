import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "@/db/schema";
import { tallySignatures, tallyVisits } from "../seed/tallies";
import type { reportSteps } from "../stack/steps";
import { BENCH_SLUG, createBenchCampaign } from "./bench-campaign";
import { copyRows, type Field } from "./copy-rows";
import { addArticleViews, addConsents, addLinkVisits, addMails, setLinkDepths } from "./derived-rows";
import {
  LINK_COLUMNS,
  linkRow,
  SIGNATURE_COLUMNS,
  SUPPORTER_COLUMNS,
  signatureRow,
  supporterRow,
} from "./rows";
import { generateSigners, LINK_EVERY, LINK_FIRST, type Signer } from "./signers";
import { withoutIndexes } from "./without-indexes";

const FILLED = ["supporters", "share_links", "share_visits", "signatures", "consents"];
const PROGRESS_INTERVAL = 500_000;

type SeedOptions = { url: string; signatures: number; now: Date; step: ReturnType<typeof reportSteps> };

/**
 * Adds one campaign with `signatures` signatures in one transaction: copies rows into tables without indexes and creates the indexes
 * at the end. The tables are locked meanwhile.
 */
export async function seedSignatures({ url, signatures, now, step }: SeedOptions): Promise<void> {
  // Without a timeout, and with enough memory to sort millions of keys.
  const client = postgres(url, {
    max: 1,
    // By default postgres.js replaces a connection after half an hour or more, and with it a transaction would end.
    max_lifetime: null,
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
    // One connection, so that Drizzle and COPY share one transaction. Closing it without a commit rolls back.
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

async function fill(client: postgres.Sql, { signatures, now, step }: Omit<SeedOptions, "url">) {
  const tx = drizzle(client, { schema });
  const campaign = await createBenchCampaign(tx, { goal: signatures, now });
  if (!campaign) throw new Error(`The campaign ${BENCH_SLUG} exists already. Use another database.`);
  const signerOf = generateSigners(campaign, signatures);
  const all = () => generate(signatures, (nth) => signerOf(nth));
  await withoutIndexes(client, FILLED, async () => {
    const fillTable = (table: string, columns: string[], rows: Iterable<Field[]>) =>
      step({ doing: `Copying ${table}`, done: () => `Copied ${table}` }, () =>
        copyRows(client, { table, columns, rows }),
      );
    await fillTable("supporters", SUPPORTER_COLUMNS, mapRows(all(), supporterRow));
    await fillTable(
      "signatures",
      SIGNATURE_COLUMNS,
      mapRows(all(), (signer) => signatureRow(campaign, signer)),
    );
    await fillTable(
      "share_links",
      LINK_COLUMNS,
      mapRows(linkOwners(signatures, signerOf), (signer) => linkRow(campaign, signer)),
    );
    await step({ doing: "Consents and visits", done: () => "Consents and visits" }, async () => {
      await addConsents(tx, campaign.campaignId);
      await addLinkVisits(tx, campaign.campaignId);
    });
    process.stdout.write("  … Creating the indexes and checking the foreign keys\n");
  });
  await step({ doing: "Tallying", done: () => "Tallied" }, async () => {
    await tx.execute(sql`analyze`);
    await setLinkDepths(tx, campaign.campaignId);
    await tallySignatures(tx, [campaign.campaignId]);
    await tallyVisits(tx, [campaign.campaignId]);
    await addArticleViews(tx, campaign.campaignId);
    await addMails(tx, campaign.campaignId);
  });
}

function* generate<T>(count: number, create: (nth: number) => T): Generator<T> {
  for (let nth = 0; nth < count; nth++) {
    if (nth > 0 && nth % PROGRESS_INTERVAL === 0) process.stdout.write(`      ${nth.toLocaleString("en")}\n`);
    yield create(nth);
  }
}

function* mapRows<T>(items: Iterable<T>, row: (item: T) => Field[]): Generator<Field[]> {
  for (const item of items) yield row(item);
}

function* linkOwners(signatures: number, signerOf: (nth: number) => Signer): Generator<Signer> {
  for (let nth = LINK_FIRST; nth < signatures; nth += LINK_EVERY) yield signerOf(nth);
}
