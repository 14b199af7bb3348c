import { z } from "zod";
import { MAX_EMBED_ORIGINS, parseOrigin } from "./embed-origin";

/** The site that staff want to allow. Messages are keys of `staff.embedding.faults`. */
export const originInput = z.object({
  site: z
    .string("none")
    .max(2000, "notAnAddress")
    .transform((typed, context) => {
      const read = parseOrigin(typed);
      if (read.ok) return read.origin;
      context.addIssue({ code: "custom", message: read.fault });
      return z.NEVER;
    }),
});

/** The list of origins that the undo form posts. */
export const originsInput = z
  .array(
    z
      .string()
      .max(300)
      .refine((origin) => {
        const read = parseOrigin(origin);
        return read.ok && read.origin === origin;
      }),
  )
  .max(MAX_EMBED_ORIGINS);
