import { Webhook, WebhookVerificationError } from "standardwebhooks";

/** The standard knows two prefixes of its headers. Resend sends `svix`. */
const HEADER_PREFIXES = ["svix", "webhook"];
const SECRET_PREFIX = "whsec_";
/** Printable ASCII, and short enough for an index key. */
const EVENT_ID = /^[\x21-\x7e]{1,200}$/;

type Signed = { headers: Headers; body: Buffer };

/** Returns the id of an event that was signed with the secret within the last five minutes, or null. */
type Verify = (signed: Signed) => string | null;

/**
 * Returns a function that verifies signatures by Standard Webhooks: HMAC-SHA-256 over id, time and raw body, compared in
 * constant time, at most five minutes old or early. Null if there is no secret: then no webhook can be verified.
 */
export function verifierFor(secret: string | undefined): Verify | null {
  const key = Buffer.from(secret?.replace(SECRET_PREFIX, "") ?? "", "base64");
  if (key.length === 0) return null;
  const webhook = new Webhook(key, { format: "raw" });
  return (signed) => {
    for (const prefix of HEADER_PREFIXES) {
      const id = signedId(webhook, prefix, signed);
      if (id !== null) return id;
    }
    return null;
  };
}

function signedId(webhook: Webhook, prefix: string, { headers, body }: Signed): string | null {
  const [id, timestamp, signature] = ["id", "timestamp", "signature"].map(
    (name) => headers.get(`${prefix}-${name}`) ?? "",
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
