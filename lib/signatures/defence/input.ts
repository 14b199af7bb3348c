import { z } from "zod";
import { QUARANTINE_REASONS } from "@/db/schema";
import { isId } from "@/lib/ids";

/** As many as one page of the list has. */
export const MOST_AT_ONCE = 100;

/** Some signatures of a campaign, as a form of the staff names them. */
export const chosenSignatures = z.array(z.string().refine(isId)).min(1).max(MOST_AT_ONCE);

export const quarantineReason = z.enum(QUARANTINE_REASONS);

export type QuarantineReason = z.infer<typeof quarantineReason>;
