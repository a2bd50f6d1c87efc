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

/** One line for each file, or one for all of a kind when there are many. */
function fileLines(text: Text, entries: readonly ArchiveEntry[]): string[] {
  const words = text.leaving.readme
  if (entries.length <= 3)
    return entries.map(({ path, rows, bytes }) => `  ${path}  ${words.size(rows, bytes)}`)
  const sum = (of: (entry: ArchiveEntry) => number) => entries.reduce((total, entry) => total + of(entry), 0)
  const all = words.size(
    sum(({ rows }) => rows),
    sum(({ bytes }) => bytes),
  )
  return [`  ${entries[0]?.path} … ${entries.at(-1)?.path}  ${all}`]
}

function explained(text: Text, table: ExportTable, entries: readonly ArchiveEntry[]): string[] {
  const words = text.leaving.readme
  const own = entries.filter(({ path }) => tableOf(path) === table)
  if (own.length === 0) return []
  return [
    "",
    `## ${table}`,
    words.tables[table],
    ...[".json", ".csv"].flatMap((end) =>
      fileLines(
        text,
        own.filter(({ path }) => path.endsWith(end)),
      ),
    ),
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

const bilingual = (of: (text: Text) => string) => `${of(texts.zh)} ${of(texts.en)}`

/** What a programme's public archive says of itself, and in place of words that nobody may read: in both languages. */
export const publicArchiveWords = {
  disclaimer: texts.zh.site.disclaimer,
  fixed: {
    reply: bilingual((text) => text.awards.public.fixed.reply),
    revokeReason: bilingual((text) => text.awards.public.fixed.revokeReason),
    reason: bilingual((text) => text.awards.public.fixed.reason),
  },
}
