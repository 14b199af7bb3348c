import { z } from "zod";
import { isId, isSlug } from "@/lib/ids";
import { DEEDS } from "./status-transitions";

/** What is done, and to what it leads: only replacing names another campaign. */
export const deedInput = z.object({
  deed: z.enum(DEEDS),
  successor: z.string().refine(isSlug).optional().catch(undefined),
});

const moment = z.iso
  .datetime()
  .transform((at) => new Date(at))
  .nullable();

/** A campaign's life as a form carries it along, to take a deed back with. */
export const lifeInput = z.object({
  publishedAt: moment,
  opensAt: moment,
  closesAt: moment,
  closedAt: moment,
  wonAt: moment,
  successorId: z.string().refine(isId).nullable(),
  archivedAt: moment,
});
