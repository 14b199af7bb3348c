import type { Answer } from "@/lib/mail";

/** The provider's answer to a batch that it accepts. */
export const accepted = (headers: Record<string, string> = {}): Answer => ({
  accepted: true,
  ids: [],
  refused: [],
  headers,
});

/** The provider's answer to a batch that it refuses. A status of null means that no answer arrived. */
export const refused = (status: number | null, headers: Record<string, string> = {}): Answer => ({
  accepted: false,
  status,
  reason: "refused",
  headers,
});
