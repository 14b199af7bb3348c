import type { IncomingMessage, ServerResponse } from "node:http";

const errors = {
  invalid_idempotency_key: [400, "The key must be between 1-256 chars."],
  missing_api_key: [401, "Missing API key in the authorization header."],
  not_found: [404, "The requested endpoint does not exist."],
  email_not_found: [404, "Email not found"],
  method_not_allowed: [405, "This endpoint does not support the specified HTTP method."],
  invalid_idempotent_request: [409, "Same idempotency key used with a different request payload."],
  concurrent_idempotent_requests: [
    409,
    "Same idempotency key used while original request is still in progress.",
  ],
  payload_too_large: [413, "The request body is too large."],
  validation_error: [422, "We found an error with one or more fields in the request."],
  rate_limit_exceeded: [
    429,
    "Too many requests. Please limit the number of requests per second. Or contact support to increase rate limit.",
  ],
  internal_server_error: [500, "An unexpected error occurred."],
} as const;

/** Resend reports these two errors under another name. */
const reportedAs: Partial<Record<keyof typeof errors, keyof typeof errors>> = {
  email_not_found: "not_found",
  payload_too_large: "validation_error",
};

/** An error response of Resend's API. */
export class ApiError extends Error {
  readonly status: number;
  readonly reason: string;

  constructor(reason: keyof typeof errors, message: string = errors[reason][1]) {
    super(message);
    this.name = "ApiError";
    this.status = errors[reason][0];
    this.reason = reportedAs[reason] ?? reason;
  }
}

/** Tells the client to retry after `retryAfter` seconds. */
export class TooManyRequests extends ApiError {
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super("rate_limit_exceeded");
    this.retryAfter = retryAfter;
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify(body));
}

export function sendError(response: ServerResponse, { status, reason, message }: ApiError) {
  sendJson(response, status, { statusCode: status, name: reason, message });
}

const MAX_BODY_BYTES = 40 * 1024 * 1024;

/** Reads the body of a request as text, up to `MAX_BODY_BYTES`. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new ApiError("payload_too_large");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError("validation_error", "The request body is not valid JSON.");
  }
}
