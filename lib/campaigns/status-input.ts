import { z } from "zod";
import { isId, isSlug } from "@/lib/ids";
import { STATUS_ACTIONS } from "./status-transitions";

/** The posted action. `replace` also names the successor. */
export const statusActionInput = z.object({
  intent: z.enum(STATUS_ACTIONS),
  successor: z.string().refine(isSlug).optional().catch(undefined),
});

const moment = z.iso
  .datetime()
  .transform((at) => new Date(at))
  .nullable();

/** The status timestamps that the undo form posts. */
export const statusTimestampsInput = z.object({
  publishedAt: moment,
  opensAt: moment,
  closesAt: moment,
  closedAt: moment,
  wonAt: moment,
  successorId: z.string().refine(isId).nullable(),
  replacedAt: moment,
  archivedAt: moment,
});
