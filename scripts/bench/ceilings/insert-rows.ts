import { connect } from "@/db/client";
import { rawInserts } from "./raw-inserts";

/** As many connections as a web process has by default. */
const CONNECTIONS = 10;

export type InsertJob = { slug: string; kind: "one" | "group"; concurrent: number; seconds: number };
export type InsertResult = { rows: number; seconds: number };

/** A process that inserts the rows of signatures, as many as it can, with the driver of the product. */
const db = connect(process.env.DATABASE_URL ?? "", CONNECTIONS);

process.on("message", async ({ slug, kind, concurrent, seconds }: InsertJob) => {
  const insert = (await rawInserts(db, slug))[kind];
  // Connections, plans and compiled code are there before the time counts.
  await Promise.all(Array.from({ length: Math.min(concurrent, CONNECTIONS) * 2 }, insert));
  const startedAt = performance.now();
  let rows = 0;
  const repeat = async () => {
    while (performance.now() < startedAt + seconds * 1_000) rows += await insert();
  };
  await Promise.all(Array.from({ length: concurrent }, repeat));
  process.send?.({ rows, seconds: (performance.now() - startedAt) / 1_000 });
});
