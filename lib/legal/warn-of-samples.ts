import type { Transaction } from "@/db/client";
import { log } from "@/lib/log";
import { listLegalTexts } from "./legal-text";

/** Logs which legal pages still show a sample text. Returns their names, such as `privacy.en`. */
export async function warnOfSamples(db: Transaction): Promise<string[]> {
  const texts = await listLegalTexts(db);
  const samples = texts
    .filter(({ isConfirmed }) => !isConfirmed)
    .map(({ page, locale }) => `${page}.${locale}`);
  if (samples.length > 0)
    log().warn(
      { samples },
      "legal pages show sample texts: an owner has to check and confirm them at /en/staff/settings/legal",
    );
  return samples;
}
