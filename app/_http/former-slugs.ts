import { listFormerAddresses } from "@/lib/articles/former-addresses";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";

const FRESH_FOR_MS = 3_000;
const MOST_ADDRESSES = 20_000;

let known: Map<string, string> | undefined;
let askedAt = Number.NEGATIVE_INFINITY;

/**
 * Where an article is now that once was under a slug, or undefined. Asked by every visit through a share link, so it is
 * answered from memory, read anew every few seconds; while the database is out of reach, from what was known last.
 */
export async function currentSlugOf({ locale, slug }: { locale: string; slug: string }) {
  if (Date.now() - askedAt > FRESH_FOR_MS) {
    askedAt = Date.now();
    const read = withDatabaseLimits(readAddresses).then((addresses) => {
      known = addresses ?? known;
    });
    if (!known) await read;
    else read.catch((cause) => log().error({ cause: traceOf(cause) }, "former addresses could not be read"));
  }
  return known?.get(`${locale}/${slug}`);
}

async function readAddresses() {
  const addresses = await listFormerAddresses(db(), { limit: MOST_ADDRESSES });
  return new Map(addresses.map(({ locale, former, slug }) => [`${locale}/${former}`, slug]));
}
