import { parseDevice } from "@/lib/auth/device";
import { takeReturnPath } from "@/lib/auth/return-path";
import { openSession } from "@/lib/auth/sessions";
import { sessionRequest } from "@/lib/auth/sign-in-input";
import { staffAreaPath } from "@/lib/paths";
import { readOwnForm } from "../_form";
import { seeOther } from "../_responses";

/** Redeems a sign-in link. The page of the link posts its token. */
export async function POST(request: Request) {
  const fields = await readOwnForm(request);
  if (fields instanceof Response) return fields;
  const { token, locale } = sessionRequest.parse(fields);
  const cookie = await openSession(token, parseDevice(request.headers.get("user-agent")));
  if (!cookie) return seeOther(staffAreaPath(locale, "sign-in/expired"));
  return seeOther(await takeReturnPath(locale), { "Set-Cookie": cookie });
}
