import { lengthHeaders } from "@/app/_http/length-headers";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";

type Download = {
  content: AsyncGenerator<Uint8Array, void>;
  length: number | null;
  name: string;
  type: string;
};

/**
 * Streams a file as an attachment that no cache may store. The next chunk is read when the client has taken the last one, so
 * slow clients need no memory. A client that disconnects ends the reading. A chunk that cannot be read aborts the response,
 * which browsers show as a failed download.
 */
export function fileResponse({ content, length, name, type }: Download): Response {
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await content.next();
          if (next.done) controller.close();
          else controller.enqueue(next.value);
        } catch (error) {
          log().error({ cause: traceOf(error) }, "a download was cut short");
          controller.error(error);
        }
      },
      async cancel() {
        await content.return();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      ...(length === null ? {} : lengthHeaders(length)),
    },
  });
}
