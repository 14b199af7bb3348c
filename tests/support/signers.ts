import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signatures, supporters } from "@/db/schema";
import { signCampaign } from "@/lib/signatures/sign";
import { aCampaign, aSigner } from "./factories";

/** Somebody signs so many campaigns, one after another. */
export async function signMany(db: Database, email: string, count: number) {
  const signed: { id: string; campaign: string }[] = [];
  for (let one = 0; one < count; one += 1) {
    const { slug } = await aCampaign(db);
    const answer = await signCampaign(db, aSigner({ campaign: slug, email }));
    if (answer.outcome !== "signed") throw new Error(`the signature was answered ${answer.outcome}`);
    signed.push({ id: answer.signatureId, campaign: slug });
  }
  return signed;
}

/** Who gave a signature. */
export async function getSigner(db: Database, signatureId: string) {
  const [row] = await db
    .select({ person: supporters })
    .from(supporters)
    .innerJoin(signatures, eq(signatures.supporterId, supporters.id))
    .where(eq(signatures.id, signatureId));
  if (!row) throw new Error("nobody signed this");
  return row.person;
}
