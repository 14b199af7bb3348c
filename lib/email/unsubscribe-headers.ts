import { env } from "@/lib/env";

/** Returns the headers with which a mail program shows its own "unsubscribe" button (RFC 8058). `token` is of the mail choices. */
export function unsubscribeHeaders(token: string) {
  return {
    "List-Unsubscribe": `<${env().APP_URL}/api/v1/unsubscribe/${token}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}
