import { z } from "zod";

/** oEmbed 1.0, section 2.3: the fields that both types of response have. */
const shared = {
  version: z.literal("1.0"),
  width: z.coerce.number().int().positive(),
  height: z.coerce.number().int().positive(),
  title: z.string(),
  author_name: z.string(),
  author_url: z.url(),
  provider_name: z.string(),
  provider_url: z.url(),
  cache_age: z.coerce.number().int().positive(),
};

/** Section 2.3.4.1: a photo response. */
export const photoOembed = z.strictObject({ ...shared, type: z.literal("photo"), url: z.url() });

/** Section 2.3.4.4: required and optional fields of a rich response. */
export const richOembed = z.strictObject({
  ...shared,
  type: z.literal("rich"),
  html: z.string().min(1),
  thumbnail_url: z.url().optional(),
  thumbnail_width: z.coerce.number().int().optional(),
  thumbnail_height: z.coerce.number().int().optional(),
});
