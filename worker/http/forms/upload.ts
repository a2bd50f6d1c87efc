import type { Context } from "hono"
import { z } from "zod"
import { DomainError } from "../../domain/errors.ts"
import {
  type ImportRow,
  MOST_ROWS,
  type ReadSheet,
  type ReadTableFile,
  tableLimit,
} from "../../domain/registry/import-table.ts"
import { limitWords } from "../../domain/selection/attachment.ts"
import { cleanText, readForm } from "./read-form.ts"

const nothing: ReadSheet = { rows: [], faults: [{ rule: "file_missing", line: null, column: null }] }

const tooLarge: ReadSheet = {
  rows: [],
  faults: [{ rule: "file_too_large", line: null, column: null, with: limitWords(tableLimit) }],
}

/** A table file as it was read, its texts cleaned as those of a form are. */
export function cleanSheet(sheet: ReadSheet): ReadSheet {
  const rows = sheet.rows.map(({ line, cells }) => ({
    line,
    cells: cells.map((cell) => cleanText(cell).trim()),
  }))
  return { ...sheet, rows }
}

/**
 * The table file of a posted form (`file`), its texts cleaned as those of a form are. Throws 400 for no form.
 */
export async function uploadedTable(c: Context, read: ReadTableFile): Promise<ReadSheet> {
  await readForm(c)
  const { file } = await c.req.parseBody()
  if (c.get("tooLarge") || (file instanceof File && file.size > tableLimit.file)) return tooLarge
  if (!(file instanceof File) || (file.size === 0 && file.name === "")) return nothing
  return cleanSheet(await read(new Uint8Array(await file.arrayBuffer())))
}

const rowsField = z
  .array(z.object({ line: z.number().int().min(1), cells: z.record(z.string(), z.string().max(2000)) }))
  .min(1)
  .max(MOST_ROWS)

/**
 * The rows of a file that was checked, as the preview sent them along; cells of other fields are dropped. DomainError
 * invalid when they are none.
 */
export function checkedRows<F extends string>(text: string, fields: readonly F[]): ImportRow<F>[] {
  try {
    const rows = rowsField.parse(JSON.parse(text))
    return rows.map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(
        fields.flatMap((field) => {
          const cell = Object.hasOwn(cells, field) ? cells[field] : undefined
          return cell ? [[field, cleanText(cell)]] : []
        }),
      ) as ImportRow<F>["cells"],
    }))
  } catch {
    throw new DomainError("invalid", "bad_request")
  }
}
