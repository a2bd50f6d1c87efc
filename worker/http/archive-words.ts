import { type Text, texts } from "../../web/text/text.ts"
import { formatTime } from "../../web/ui/format.ts"
import type { ArchiveEntry } from "../domain/leaving/archive.ts"
import { type ExportTable, exportTables } from "../domain/leaving/export-tables.ts"
import type { ArchiveWords } from "../usecases/export/export-run.ts"

/** The table that a file belongs to: `values-002.csv` is a page of `values`. */
function tableOf(path: string): ExportTable | null {
  const name = path.replace(/(-\d{3,})?\.(json|csv)$/, "")
  return name in exportTables ? (name as ExportTable) : null
}

function explained(text: Text, table: ExportTable, entries: readonly ArchiveEntry[]): string[] {
  const words = text.leaving.readme
  const own = entries.filter(({ path }) => tableOf(path) === table)
  if (own.length === 0) return []
  return [
    "",
    `## ${table}`,
    words.tables[table],
    ...own.map(({ path, rows, bytes }) => `  ${path}  ${words.size(rows, bytes)}`),
    ...exportTables[table].map((column) => `  - ${column}${text.site.colon}${words.columns[column]}`),
  ]
}

function readmeIn(text: Text, archive: Parameters<ArchiveWords["readme"]>[0]): string[] {
  const words = text.leaving.readme
  return [
    words.title(archive.organisation),
    words.made(formatTime(archive.createdAt)),
    text.site.disclaimer,
    "",
    ...words.notes,
    ...(Object.keys(exportTables) as ExportTable[]).flatMap((table) =>
      explained(text, table, archive.entries),
    ),
  ]
}

/** The words of an archive: its README in Chinese and English, with line ends that every editor knows. */
export const archiveWords: ArchiveWords = {
  disclaimer: texts.zh.site.disclaimer,
  readme: (archive) =>
    "\uFEFF" +
    [...readmeIn(texts.zh, archive), "", "-".repeat(72), "", ...readmeIn(texts.en, archive), ""].join("\r\n"),
}
