import { Webhook, WebhookVerificationError } from "standardwebhooks";

/** The two ways in which the headers of the one standard are called. Resend sends Svix's. */
const HEADER_FAMILIES = ["svix", "webhook"];
const SECRET_PREFIX = "whsec_";
/** Printable ASCII, and short enough for a key of an index. */
const EVENT_ID = /^[\x21-\x7e]{1,200}$/;

type Signed = { headers: Headers; body: Buffer };

/** Tells whether the holder of the secret said this, within the last five minutes: the event's id if so, null if not. */
export type Verify = (signed: Signed) => string | null;

/**
 * Makes the check of a webhook's signature by Standard Webhooks (HMAC-SHA-256 over id, time and the raw body), in constant
 * time and within five minutes either way. Null when there is no secret to check with: then nothing can be believed.
 */
export function verifierFor(secret: string | undefined): Verify | null {
  const key = Buffer.from(secret?.replace(SECRET_PREFIX, "") ?? "", "base64");
  if (key.length === 0) return null;
  const webhook = new Webhook(key, { format: "raw" });
  return (signed) => {
    for (const family of HEADER_FAMILIES) {
      const id = signedId(webhook, family, signed);
      if (id !== null) return id;
    }
    return null;
  };
}

function signedId(webhook: Webhook, family: string, { headers, body }: Signed): string | null {
  const [id, timestamp, signature] = ["id", "timestamp", "signature"].map(
    (name) => headers.get(`${family}-${name}`) ?? "",
  );
  if (!id || !EVENT_ID.test(id) || !timestamp || !signature) return null;
  const standard = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
  try {
    webhook.verify(body, standard, { jsonParse: false });
    return id;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return null;
    throw error;
  }
}
