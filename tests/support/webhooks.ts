import { Webhook } from "standardwebhooks";
import { newId } from "@/lib/ids";

type WebhookEvent = { type: string; at?: Date; data?: Record<string, unknown> };

/** Returns a webhook body of Resend about a mail. */
export function webhookBody({ type, at = new Date(), data = {} }: WebhookEvent): string {
  const mail = { email_id: newId(), from: "us@example.org", to: ["ada@example.org"], subject: "Hello" };
  return JSON.stringify({
    type,
    created_at: at.toISOString(),
    data: { created_at: at.toISOString(), ...mail, ...data },
  });
}

type Signing = { secret: string; id?: string; at?: Date; family?: "svix" | "webhook" };

/** Returns the headers that sign a body as the provider does. */
export function signedHeaders(
  body: string,
  { secret, id = `msg_${newId()}`, at = new Date(), family = "svix" }: Signing,
): Record<string, string> {
  return {
    "content-type": "application/json",
    [`${family}-id`]: id,
    [`${family}-timestamp`]: String(Math.floor(at.getTime() / 1_000)),
    [`${family}-signature`]: new Webhook(secret).sign(id, at, body),
  };
}
