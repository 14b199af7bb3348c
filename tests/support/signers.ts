import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signatures, supporters } from "@/db/schema";
import { signCampaign } from "@/lib/signatures/sign";
import { aCampaign, aSigner } from "./factories";

/** Signs `count` new campaigns with one address, one after another. */
export async function signMany(db: Database, email: string, count: number) {
  const signed: { id: string; campaign: string }[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const { slug } = await aCampaign(db);
    const answer = await signCampaign(db, aSigner({ campaign: slug, email }));
    if (answer.outcome !== "signed") throw new Error(`signing failed: ${answer.outcome}`);
    signed.push({ id: answer.signatureId, campaign: slug });
  }
  return signed;
}

/** Returns the supporter behind a signature. */
export async function getSigner(db: Database, signatureId: string) {
  const [row] = await db
    .select({ person: supporters })
    .from(supporters)
    .innerJoin(signatures, eq(signatures.supporterId, supporters.id))
    .where(eq(signatures.id, signatureId));
  if (!row) throw new Error("no such signature");
  return row.person;
}
