import { z } from "zod";
import { MOST_ORIGINS, readOrigin } from "./embed-snippet";

/** What staff type to let a site embed a campaign; each message is a key under `staff.embedding.faults`. */
export const originInput = z.object({
  site: z
    .string("none")
    .max(2000, "notAnAddress")
    .transform((typed, context) => {
      const read = readOrigin(typed);
      if (read.ok) return read.origin;
      context.addIssue({ code: "custom", message: read.fault });
      return z.NEVER;
    }),
});

/** A list of origins as a form carries it along, to take a change back with. */
export const originsInput = z
  .array(
    z
      .string()
      .max(300)
      .refine((origin) => {
        const read = readOrigin(origin);
        return read.ok && read.origin === origin;
      }),
  )
  .max(MOST_ORIGINS);
