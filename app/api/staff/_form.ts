import { isCrossSite } from "@/app/_http/cross-site";
import { type Fields, readBody } from "@/app/_http/read-body";
import { problemResponse } from "./_responses";

/** Reads the fields of a form that our own pages sent. Returns the error response for other requests. */
export async function readOwnForm(request: Request): Promise<Fields | Response> {
  if (isCrossSite(request)) return problemResponse(403, "This form belongs to another site.");
  const body = await readBody(request);
  return body.ok ? body.fields : problemResponse(body.status, "This body cannot be read.");
}
