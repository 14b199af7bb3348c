import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";

type Named = { content: AsyncGenerator<Uint8Array, void>; length: number | null; name: string; type: string };

/**
 * A file to be saved, and kept by nobody on its way. Its next piece is read when the reader has taken the last one, so that
 * a slow reader costs no memory. A reader that leaves ends the reading; a piece that cannot be read cuts the file short,
 * which a browser shows as a failed download.
 */
export function answerFile({ content, length, name, type }: Named): Response {
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
      ...(length === null ? {} : { "Content-Length": String(length) }),
    },
  });
}
