import { z } from "zod";

/** The processes of this host, as the primary process tells each of them. */
const processes = z.object({
  kind: z.literal("groundswell.processes"),
  wanted: z.number(),
  listening: z.number(),
  /** Whether all of them have listened at the same time since the start. */
  haveStarted: z.boolean(),
});
const metricsWanted = z.object({ kind: z.literal("groundswell.metrics-wanted"), id: z.number() });
/** The metrics of all processes together. Null: one of them did not answer. */
const metrics = z.object({
  kind: z.literal("groundswell.metrics"),
  id: z.number(),
  text: z.string().nullable(),
});

export type Processes = z.infer<typeof processes>;
type Message = Processes | z.infer<typeof metricsWanted> | z.infer<typeof metrics>;

const message = z.discriminatedUnion("kind", [processes, metricsWanted, metrics]);

/** Returns a message between our processes. Null if it is one of another library. */
export function parseMessage(received: unknown): Message | null {
  return message.safeParse(received).data ?? null;
}
