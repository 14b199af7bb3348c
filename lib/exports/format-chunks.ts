import type { Database } from "@/db/client";
import type { ExportLayout } from "@/db/schema";
import type { SignatureCursor } from "@/lib/signatures/signature-filter";
import { type Cells, fileHead, fileLines, type Chunk, UNREADABLE } from "./export-rows";
import { readPage, readSome, type ExportedSignature, type Wanted } from "./read-rows";

/** Signatures of one read: each is one short statement. */
const READ_AT_ONCE = 2_500;
/** A piece is closed once it is this long: what a process holds of a file, of whatever size … */
const PIECE_LENGTH = 1024 * 1024;
/** … or after so many reads that found little. */
const MOST_READS = 20;

/** How a file is written: its columns, and what each row tells of a signature. */
export type Writing = { layout: ExportLayout; cells: (told: ExportedSignature) => Cells };

/** A file from the place `after` on, piece by piece, read as it is asked for. From the beginning (null) it has its head. */
export async function* chunksOf(
  db: Database,
  { wanted, writing, after }: { wanted: Wanted; writing: Writing; after: SignatureCursor | null },
): AsyncGenerator<Chunk, void> {
  let place = after;
  let piece = emptyPiece(after ? "" : fileHead(writing.layout));
  for (let reads = 1; ; reads += 1) {
    const page = await readPage(db, { wanted, after: place, limit: READ_AT_ONCE });
    piece = longer(piece, {
      written: page.told.map(writing.cells),
      writing,
      read: page.read,
      last: page.last,
    });
    place = page.last;
    const isOver = page.read < READ_AT_ONCE;
    if (isOver || piece.content.length >= PIECE_LENGTH || reads % MOST_READS === 0) {
      yield piece;
      piece = emptyPiece("");
    }
    if (isOver) return;
  }
}

/** A whole file of a few signatures, in the order in which they were signed. */
export async function* textOfRows(
  db: Database,
  { ids, writing }: { ids: string[]; writing: Writing },
): AsyncGenerator<string, void> {
  yield fileHead(writing.layout);
  for (let done = 0; done < ids.length; done += READ_AT_ONCE) {
    const told = await readSome(db, ids.slice(done, done + READ_AT_ONCE));
    yield fileLines(writing.layout, told.map(writing.cells));
  }
}

type TextPiece = Chunk & { content: string };

function emptyPiece(content: string): TextPiece {
  return { content, rows: 0, read: 0, unreadable: 0, last: null };
}

type More = { written: Cells[]; writing: Writing; read: number; last: SignatureCursor | null };

function longer(piece: TextPiece, { written, writing, read, last }: More): TextPiece {
  return {
    content: piece.content + fileLines(writing.layout, written),
    rows: piece.rows + written.length,
    read: piece.read + read,
    unreadable: piece.unreadable + written.filter(({ email }) => email === UNREADABLE).length,
    last: last ?? piece.last,
  };
}
