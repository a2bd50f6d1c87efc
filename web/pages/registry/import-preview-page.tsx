import type { ImportFault } from "../../../worker/domain/registry/import-table.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { ImportFrame, type ImportOf } from "./import-frame.tsx"
import { FaultTable } from "./import-page.tsx"

const ROWS_SHOWN = 50

export interface ImportPreviewProps {
  actor: SignedIn
  of: ImportOf
  /** What will be entered, in words. */
  summary: string
  confirm: string
  titles: string[]
  titleOf: Record<string, string>
  /** Texts of each row under the titles. */
  rows: string[][]
  notes: ImportFault[]
  /** The checked rows as JSON: sent along and checked again. */
  carried: string
  state: FormState
}

function Notes(props: ImportPreviewProps) {
  const text = useText()
  const { notes, titleOf } = props
  const { imports } = text.registry
  if (notes.length === 0) return null
  return (
    <>
      <Notice kind="warning" title={imports.notesTitle(notes.length)} />
      <FaultTable titleOf={titleOf} faults={notes} caption={imports.notesTitle(notes.length)} />
    </>
  )
}

/** What a file will enter, before it does. */
export function ImportPreviewPage(props: ImportPreviewProps) {
  const text = useText()
  const { actor, of, summary, confirm, titles, rows, notes, carried, state } = props
  const { imports } = text.registry
  return (
    <ImportFrame actor={actor} of={of} lead={summary}>
      <div class="stack">
        <Notice kind="success" title={imports.previewTitle} />
        <Form state={state} say={() => imports.notesNeeded} action={paths.importConfirmation(of)} upload>
          <input type="hidden" name="rows" value={carried} />
          <Notes {...props} />
          {notes.length > 0 && (
            <Tick name="confirmed" required>
              {imports.notesConfirm}
            </Tick>
          )}
          <div class="button-row">
            <Button look="primary">{confirm}</Button>
            <LinkButton href={paths.import(of)} look="quiet">
              {imports.other}
            </LinkButton>
          </div>
        </Form>
        {rows.length > ROWS_SHOWN && <p>{imports.previewShown(ROWS_SHOWN)}</p>}
        <DataTable
          caption={summary}
          captionHidden
          cards
          rows={rows.slice(0, ROWS_SHOWN)}
          columns={titles.map((title, at) => ({
            key: String(at),
            title,
            cell: (row: string[]) => row[at] ?? "",
          }))}
        />
      </div>
    </ImportFrame>
  )
}
