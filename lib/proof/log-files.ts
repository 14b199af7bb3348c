import { env } from "@/lib/env";
import { campaignApiPath } from "@/lib/paths";
import { listPublicKeys } from "@/lib/signing-keys";
import { DAYS_PER_PAGE, ENTRIES_PER_PAGE, type Head, type PublicLog } from "./read-log";

/** The name and version of the file format, which `npm run proof:verify` and others read. */
const FORMAT = "groundswell-log/1";

/** Returns the address of a file of a campaign's public log. */
export function logUrl(slug: string, file = "index.json"): string {
  return `${env().APP_URL}${campaignApiPath(slug, "proof")}/log/${file}`;
}

/** Returns the index of a public log: what there is to read, the newest head, and the public keys. */
export function logIndex({ slug, head, days }: PublicLog) {
  return {
    format: FORMAT,
    campaign: slug,
    ...(head ? headLine(head) : { day: null, size: 0, count: 0 }),
    entriesPerPage: ENTRIES_PER_PAGE,
    entryPages: Math.ceil((head?.size ?? 0) / ENTRIES_PER_PAGE),
    daysPerPage: DAYS_PER_PAGE,
    dayPages: Math.ceil(days / DAYS_PER_PAGE),
    keys: listPublicKeys(),
  };
}

/** Returns a head as it is published: one line of `days/….jsonl`. */
export function headLine({ day, size, root, count, checkpoint, signature, keyId }: Head) {
  return {
    ...{ day, size, root: hex(root), count, checkpoint },
    ...{ signature: Buffer.from(signature).toString("base64"), keyId },
  };
}

/** Returns hashes as they are published. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
