/** A response: its status, the seconds to wait before a retry, and its body if that is a JSON object. */
export type JsonResponse = { status: number; retryAfter: number; body: Record<string, unknown> };

const TIMEOUT_MS = 20_000;
const DEFAULT_RETRY_SECONDS = 5;

/** Posts JSON to our own API. Status 0: no response. */
export async function postJson(path: string, fields: Record<string, unknown>): Promise<JsonResponse> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(fields),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: unknown = await response.json().catch(() => null);
    return {
      status: response.status,
      retryAfter: Number(response.headers.get("retry-after")) || DEFAULT_RETRY_SECONDS,
      body: typeof body === "object" && body !== null ? { ...body } : {},
    };
  } catch {
    return { status: 0, retryAfter: DEFAULT_RETRY_SECONDS, body: {} };
  }
}
