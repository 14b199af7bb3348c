import { env } from "@/lib/env";

type Head = { slug: string; day: string; size: number; root: Uint8Array; count: number };

/**
 * Returns the text of a head, which is signed: a checkpoint in the format of transparency logs (C2SP tlog-checkpoint: origin, size and
 * root in base64, a line each) with two lines of our own: the day (UTC) and the number of signatures.
 */
export function checkpointText({ slug, day, size, root, count }: Head): string {
  const origin = `${new URL(env().APP_URL).host}/campaigns/${slug}`;
  return `${[origin, size, Buffer.from(root).toString("base64"), `day ${day}`, `count ${count}`].join("\n")}\n`;
}
