import { type Context, type Env, Hono } from "hono"
import { MissingPage } from "../../../web/pages/public/missing.tsx"
import { bulletinOf, bulletinSheets } from "../../../web/pages/report/bulletin.ts"
import type { BulletinView } from "../../../web/pages/report/bulletin-view.ts"
import type { Text } from "../../../web/text/text.ts"
import type { WriteWorkbook } from "../../domain/registry/table-text.ts"
import type { WriteBulletin } from "../../domain/release/bulletin.ts"
import { bulletinView } from "../public/bulletin.ts"
import { htmlAnswer as show } from "../public/html-answer.ts"
import { isMissing } from "../public/query.ts"
import type { Answer, PageRequest, Serve } from "../public/serve.ts"

const types = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const
type Format = keyof typeof types

/** What makes files of a 通报. */
interface Writers {
  writeDocument: WriteBulletin
  writeWorkbook: WriteWorkbook
}

async function written(
  { writeDocument, writeWorkbook }: Writers,
  format: Format,
  text: Text,
  view: BulletinView,
) {
  const bulletin = bulletinOf(text, view)
  if (format === "docx") return writeDocument(bulletin)
  return (await writeWorkbook(bulletinSheets(text, bulletin))).slice()
}

async function file(request: PageRequest, writers: Writers, format: Format): Promise<Answer> {
  const { state, text } = request
  const view = await bulletinView(request)
  if (isMissing(view)) {
    const periods = state.releases.flatMap(({ kind, period }) => (kind === "quarter" ? [period] : []))
    const page = <MissingPage missing={view.missing} asked={view.asked} periods={periods} />
    return show(text, page, { status: 404 })
  }
  const { period, number } = view.release
  return {
    content: await written(writers, format, text, view),
    contentType: types[format],
    headers: { "content-disposition": `attachment; filename="bulletin-${period}-${number}.${format}"` },
  }
}

/** The 通报 of a released quarter, to be edited: as a document and as a workbook, in the language of the page. */
export function publicBulletinPages<E extends Env>(
  serve: Serve<E>,
  writersOf: (c: Context<E>) => Writers,
): Hono<E> {
  return new Hono<E>()
    .get("/ranking/bulletin.docx", (c) =>
      serve(c, ["quarter"], (request) => file(request, writersOf(c), "docx")),
    )
    .get("/ranking/bulletin.xlsx", (c) =>
      serve(c, ["quarter"], (request) => file(request, writersOf(c), "xlsx")),
    )
}
