import { exportPages, pageFile } from "../../domain/leaving/export.ts"
import { csvTable, jsonList, type Row, tableFiles } from "../../domain/leaving/export-tables.ts"
import type { ExportPage, ExportRun } from "./export-run.ts"

/** Nominations of the organisation, or of its own programmes, with the programmes and awards on the first page. */
export async function selectionPage({ read, row }: ExportRun, after: string | null): Promise<ExportPage> {
  const found = await read.archive.selection(after ?? "")
  const full = found.nominations.length === exportPages.nominations
  const next = full ? (found.nominations.at(-1)?.nomination.id ?? null) : null
  const name = pageFile("nominations", row.progress.page, next)
  const whole = found.nominations.map(({ nomination, programme, estate, nominator }) => {
    const { programmeId: _, estateId: __, organisationId: ___, memberId: ____, ...own } = nomination
    return { ...own, programme, estate, nominator }
  })
  const heads: Row[] = whole.map(
    ({ answers: _, redactedAnswers: __, figures: ___, eligibility: ____, ...head }) => head,
  )
  const files = [jsonList(name, whole), csvTable("nominations", name, heads)]
  if (after !== null) return { files, next }
  const programmes: Row[] = found.programmes.map(
    ({ draft: _, organisationId: __, revision: ___, publicRevision: ____, archiveHash: _____, ...own }) =>
      own,
  )
  return {
    files: [...tableFiles("programmes", programmes), ...files, ...tableFiles("awards", found.awards)],
    next,
  }
}
