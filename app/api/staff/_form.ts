import type { Fields } from "@/app/_http/read-body";
import { readPost } from "@/app/_http/read-post";

/** Reads the fields of a form that our own pages sent. Returns the refusal of other requests: a page, where a form was sent. */
export async function readOwnForm(request: Request): Promise<Fields | Response> {
  const post = await readPost(request);
  return post instanceof Response ? post : post.fields;
}
