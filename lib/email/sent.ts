import { z } from "zod";
import type { Answer, Mail } from "@/lib/mail";
import { callProvider, type Refused } from "./client";

const PAGE_SIZE = 100;

/** A mail that the provider accepted, from its list. */
type SentMail = { id: string; to: string; subject: string; createdAt: Date };

/** Rejects a list with a mail without a time: it could not be matched. */
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

/** One page of accepted mails, newest first. `page` is null if the provider did not return it. */
type SentPage = { answer: Answer; page: { mails: SentMail[]; hasMore: boolean } | null };

/** Reads the provider's list of sent mails, newest first, a hundred at a time. Never throws for failures of the provider. */
export async function listSent({ after }: { after?: string }, interrupted: AbortSignal): Promise<SentPage> {
  const reply = await callProvider(
    (client, signal) => client.emails.list({ limit: PAGE_SIZE, ...(after && { after }) }, { signal }),
    interrupted,
  );
  const { data, headers } = reply;
  if (!data) return { answer: refusal(reply), page: null };
  return { answer: success(headers), page: list.safeParse(data).data ?? null };
}

/** Returns the tags of one accepted mail. `mail` is null if the provider did not return it. */
export async function getSent(
  id: string,
  interrupted: AbortSignal,
): Promise<{ answer: Answer; mail: Pick<Mail, "tags"> | null }> {
  const reply = await callProvider((client, signal) => client.emails.get(id, { signal }), interrupted);
  const { data, headers } = reply;
  if (!data) return { answer: refusal(reply), mail: null };
  return { answer: success(headers), mail: { tags: data.tags ?? undefined } };
}

/** The answer to a call that sends nothing: only its headers matter, for the rate limits. */
function success(headers: Record<string, string>): Answer {
  return { accepted: true, ids: [], refused: [], headers };
}

function refusal({ status, reason, headers }: Refused): Answer {
  return { accepted: false, status, reason, headers };
}
