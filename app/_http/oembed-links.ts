import { env } from "@/lib/env";

/** Returns the oEmbed discovery links of a page, for `alternates.types` of its metadata. */
export function oembedLinks({ path, title }: { path: string; title: string }) {
  const page = encodeURIComponent(env().APP_URL + path);
  const at = (format: string) => [{ url: `/api/v1/oembed?url=${page}&format=${format}`, title }];
  return { "application/json+oembed": at("json"), "text/xml+oembed": at("xml") };
}
