import { z } from "zod";
import type { Answer, Mail } from "@/lib/mail";
import { callProvider, type Refused } from "./client";

const PAGE = 100;

/** A mail that the provider took, as its list tells. */
export type SentMail = { id: string; to: string; subject: string; createdAt: Date };

/** Without its time, nobody could say that a mail is not the one that is looked for: such a list tells nothing. */
const list = z
  .object({
    has_more: z.boolean(),
    data: z.array(
      z
        .object({ id: z.string(), to: z.array(z.string()), subject: z.string(), created_at: z.coerce.date() })
        .transform(
          ({ to, created_at: createdAt, ...mail }): SentMail => ({ ...mail, to: to[0] ?? "", createdAt }),
        ),
    ),
  })
  .transform(({ data, has_more }) => ({ mails: data, hasMore: has_more }));

/** One page of what the provider took, the newest first; `page` is null when it did not tell. */
export type SentPage = { answer: Answer; page: { mails: SentMail[]; hasMore: boolean } | null };

/** Reads the provider's list of sent mails, a hundred at a time, from the newest back. Never throws for what the provider does. */
export async function listSent({ after }: { after?: string }, interrupted: AbortSignal): Promise<SentPage> {
  const reply = await callProvider(
    (client, signal) => client.emails.list({ limit: PAGE, ...(after && { after }) }, { signal }),
    interrupted,
  );
  const { data, headers } = reply;
  if (!data) return { answer: refusal(reply), page: null };
  return { answer: told(headers), page: list.safeParse(data).data ?? null };
}

/** The tags of one mail that the provider took; `mail` is null when it did not tell. */
export async function getSent(
  id: string,
  interrupted: AbortSignal,
): Promise<{ answer: Answer; mail: Pick<Mail, "tags"> | null }> {
  const reply = await callProvider((client, signal) => client.emails.get(id, { signal }), interrupted);
  const { data, headers } = reply;
  if (!data) return { answer: refusal(reply), mail: null };
  return { answer: told(headers), mail: { tags: data.tags ?? undefined } };
}

/** What matters to the pace, in the words in which a sending call is answered. */
function told(headers: Record<string, string>): Answer {
  return { accepted: true, ids: [], refused: [], headers };
}

function refusal({ status, reason, headers }: Refused): Answer {
  return { accepted: false, status, reason, headers };
}
