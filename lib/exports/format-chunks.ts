import type { Database } from "@/db/client";
import type { ExportLayout } from "@/db/schema";
import type { SignatureCursor } from "@/lib/signatures/signature-filter";
import { type Cells, type Chunk, fileHead, fileLines, UNREADABLE } from "./export-rows";
import { type ExportedSignature, readPage, readSome, type Wanted } from "./read-rows";

/** Signatures per read, so that each is one short statement. */
const PAGE_SIZE = 2_500;
/** A chunk ends at this length, in characters, which limits the memory of the process … */
const CHUNK_LENGTH = 1024 * 1024;
/** … or after this many reads, if few signatures match. */
const MAX_READS = 20;

/** The format of a file: its layout, and the cells of a signature. */
export type Writing = { layout: ExportLayout; cells: (signature: ExportedSignature) => Cells };

/** Yields the chunks of a file that come after a signature. With null, it starts with the head of the file. */
export async function* chunksOf(
  db: Database,
  { wanted, writing, after }: { wanted: Wanted; writing: Writing; after: SignatureCursor | null },
): AsyncGenerator<Chunk, void> {
  let place = after;
  let chunk = emptyChunk(after ? "" : fileHead(writing.layout));
  for (let reads = 1; ; reads += 1) {
    const page = await readPage(db, { wanted, after: place, limit: PAGE_SIZE });
    chunk = extended(chunk, {
      written: page.matches.map(writing.cells),
      writing,
      read: page.read,
      last: page.last,
    });
    place = page.last;
    const isOver = page.read < PAGE_SIZE;
    if (isOver || chunk.content.length >= CHUNK_LENGTH || reads % MAX_READS === 0) {
      yield chunk;
      chunk = emptyChunk("");
    }
    if (isOver) return;
  }
}

/** Yields a whole small file, in the order of signing. */
export async function* textOfRows(
  db: Database,
  { ids, writing }: { ids: string[]; writing: Writing },
): AsyncGenerator<string, void> {
  yield fileHead(writing.layout);
  for (let done = 0; done < ids.length; done += PAGE_SIZE) {
    const signatures = await readSome(db, ids.slice(done, done + PAGE_SIZE));
    yield fileLines(writing.layout, signatures.map(writing.cells));
  }
}

type TextChunk = Chunk & { content: string };

function emptyChunk(content: string): TextChunk {
  return { content, rows: 0, read: 0, unreadable: 0, last: null };
}

type Addition = { written: Cells[]; writing: Writing; read: number; last: SignatureCursor | null };

function extended(chunk: TextChunk, { written, writing, read, last }: Addition): TextChunk {
  return {
    content: chunk.content + fileLines(writing.layout, written),
    rows: chunk.rows + written.length,
    read: chunk.read + read,
    unreadable: chunk.unreadable + written.filter(({ email }) => email === UNREADABLE).length,
    last: last ?? chunk.last,
  };
}
