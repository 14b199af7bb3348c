import { seeOther } from "@/app/api/staff/_responses";
import { endSession } from "@/lib/auth/sessions";
import { signOutRequest } from "@/lib/auth/sign-in-input";
import { staffAreaPath } from "@/lib/paths";
import { readOwnForm } from "../../_form";

/** Signs out. */
export async function POST(request: Request) {
  const fields = await readOwnForm(request);
  if (fields instanceof Response) return fields;
  const { locale } = signOutRequest.parse(fields);
  await endSession();
  return seeOther(staffAreaPath(locale));
}
