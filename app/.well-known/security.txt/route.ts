import { db } from "@/lib/database";
import { securityTxt } from "@/lib/legal/security-txt";

export const dynamic = "force-dynamic";

/** Returns where to report a security problem (RFC 9116). */
export async function GET() {
  return new Response(await securityTxt(db(), new Date()), {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=3600" },
  });
}
