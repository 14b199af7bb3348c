import { type FileHandle, open } from "node:fs/promises";

/** An append-only file with one JSON value a line. Lines are on disk when `append` resolves. */
export type Journal = {
  /** Appends lines in one write and returns the position of each, in bytes. */
  append: (lines: string[]) => Promise<{ offset: number; length: number }[]>;
  read: (place: { offset: number; length: number }) => Promise<string>;
  clear: () => Promise<void>;
  close: () => Promise<void>;
};

/** Opens a journal and calls `onLine` for each line. An incomplete last line, left by a crash, is removed. */
export async function openJournal(path: string, onLine?: (line: string) => void): Promise<Journal> {
  const file = await open(path, "a+", 0o600);
  let size = await readLines(file, onLine);
  await file.truncate(size);
  return {
    append: async (lines) => {
      const texts = lines.map((line) => Buffer.from(`${line}\n`));
      const bytes = Buffer.concat(texts);
      try {
        await file.appendFile(bytes);
        await file.datasync();
      } catch (error) {
        // After a full disk, for example, an incomplete line must not precede the next one.
        await file.truncate(size);
        throw error;
      }
      const places = [];
      for (const text of texts) {
        places.push({ offset: size, length: text.length });
        size += text.length;
      }
      return places;
    },
    read: async ({ offset, length }) => {
      const { buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
      return buffer.toString("utf8");
    },
    clear: async () => {
      await file.truncate(0);
      size = 0;
    },
    close: () => file.close(),
  };
}

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 10;

async function readLines(file: FileHandle, onLine?: (line: string) => void): Promise<number> {
  let rest = Buffer.alloc(0);
  let position = 0;
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return position - rest.length;
    position += bytesRead;
    rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    let start = 0;
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE, start)) {
      onLine?.(rest.toString("utf8", start, end));
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
}
