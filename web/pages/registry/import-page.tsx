import type { ImportFault } from "../../../worker/domain/registry/import-table.ts"
import { paths } from "../../paths.ts"
import { registryFault } from "../../text/registry-fault.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { FileField, tableTypes } from "../../ui/file-field.tsx"
import { Form } from "../../ui/form.tsx"
import { freshForm } from "../../ui/form-state.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { ImportFrame, type ImportOf } from "./import-frame.tsx"

const FAULTS_SHOWN = 200

export interface ImportPageProps {
  actor: SignedIn
  of: ImportOf
  /** Titles of the columns, as templates have them. */
  titles: string[]
  /** Titles by field. */
  titleOf: Record<string, string>
  faults: ImportFault[]
  /** How many were imported just now. */
  done: number | null
}

/** How faults name a column: by the title of its field, by the letters of a spreadsheet, or as it stands in the file. */
function columnName({ titleOf }: Pick<ImportPageProps, "titleOf">, column: string | null) {
  const text = useText()
  if (column === null) return "—"
  if (titleOf[column] !== undefined) return titleOf[column]
  return /^[A-Z]{1,3}$/.test(column) ? text.registry.imports.cellColumn(column) : column
}

/** Faults or notes of a file, by row and column. */
export function FaultTable(props: Pick<ImportPageProps, "titleOf" | "faults"> & { caption: string }) {
  const text = useText()
  const { faults, caption } = props
  const { imports } = text.registry
  return (
    <DataTable
      caption={caption}
      captionHidden
      cards
      rows={faults.slice(0, FAULTS_SHOWN)}
      columns={[
        {
          key: "line",
          title: imports.where,
          cell: (row) => (row.line === null ? imports.wholeFile : imports.line(row.line)),
        },
        { key: "column", title: imports.column, cell: (row) => columnName(props, row.column) },
        { key: "what", title: imports.what, cell: (row) => registryFault(text, row) },
      ]}
    />
  )
}

function Faults(props: ImportPageProps) {
  const text = useText()
  const { faults } = props
  const { imports } = text.registry
  if (faults.length === 0) return null
  return (
    <section class="stack">
      <Notice kind="error" title={imports.faultsTitle(faults.length)} id="faults" live>
        <p>
          {faults.length > FAULTS_SHOWN && imports.faultsShown(FAULTS_SHOWN)}
          <a href="#f-file">{imports.again}</a>
        </p>
      </Notice>
      <FaultTable {...props} caption={imports.what} />
    </section>
  )
}

function Sending({ of, faults }: ImportPageProps) {
  const text = useText()
  const { imports } = text.registry
  return (
    <Form state={freshForm("")} action={paths.import(of)} class="card stack" upload>
      <FileField
        label={imports.file}
        hint={imports.limits}
        error={faults.length > 0 ? imports.faultsTitle(faults.length) : undefined}
        accept={tableTypes}
      />
      <div>
        <Button look="primary">{imports.check}</Button>
      </div>
    </Form>
  )
}

/** Where a file of estates or places is chosen, and what was wrong with the last one. */
export function ImportPage(props: ImportPageProps) {
  const text = useText()
  const { actor, of, titles, done } = props
  const { imports } = text.registry
  const words = imports[of]
  return (
    <ImportFrame actor={actor} of={of} lead={words.lead} done={done === null ? undefined : words.done(done)}>
      <div class="stack">
        <Faults {...props} />
        <div class="registry-columns">
          <Sending {...props} />
          <section class="card stack">
            <h2>{imports.columns}</h2>
            <p>{titles.join(text.site.listComma)}</p>
            <p class="hint">{words.more}</p>
            <div class="button-row">
              <LinkButton href={paths.importTemplate(of, "xlsx")}>{imports.templateXlsx}</LinkButton>
              <LinkButton href={paths.importTemplate(of, "csv")}>{imports.templateCsv}</LinkButton>
            </div>
            {of === "estates" && (
              <>
                <p class="hint">{imports.templateHint}</p>
                <p>
                  <a href={paths.registryCsv()}>{imports.download}</a>
                </p>
              </>
            )}
          </section>
        </div>
      </div>
    </ImportFrame>
  )
}
