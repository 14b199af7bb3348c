import { isCrossSite } from "@/app/_http/cross-site";
import { type Fields, readBody } from "@/app/_http/read-body";
import { refuse } from "./_answers";

/** The fields of a form that one of our own pages sent, or the refusal that anything else gets. */
export async function readOwnForm(request: Request): Promise<Fields | Response> {
  if (isCrossSite(request)) return refuse(403, "This form belongs to another site.");
  const body = await readBody(request);
  return body.ok ? body.fields : refuse(body.status, "This body cannot be read.");
}
