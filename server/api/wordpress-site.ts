/** `WordPress/6.8; https://blog.example`, followed by what plugins add. */
const WORDPRESS = /^WordPress\/[^;]{1,40}; (https?:\/\/[^\s;]{1,300})/;

/** Returns the origin of the blog that asks, which WordPress names in its user agent. Null for any other client. */
export function wordPressOrigin(userAgent: string | null): string | null {
  const [, address = ""] = WORDPRESS.exec(userAgent ?? "") ?? [];
  return URL.canParse(address) ? new URL(address).origin : null;
}
