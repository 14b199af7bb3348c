/** What came back: the status, the seconds to wait when there are too many of us, and the body if it was JSON. */
export type Answer = { status: number; retryAfter: number; body: Record<string, unknown> };

const ANSWER_WITHIN_MS = 20_000;
const WAIT_SECONDS = 5;

/** Posts JSON to our own API. Status 0 when nothing came back. */
export async function postJson(path: string, fields: Record<string, unknown>): Promise<Answer> {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(fields),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const body: unknown = await answer.json().catch(() => null);
    return {
      status: answer.status,
      retryAfter: Number(answer.headers.get("retry-after")) || WAIT_SECONDS,
      body: typeof body === "object" && body !== null ? { ...body } : {},
    };
  } catch {
    return { status: 0, retryAfter: WAIT_SECONDS, body: {} };
  }
}
