import type { ImportFault } from "../../../worker/domain/registry/import-table.ts"
import type { FilePair } from "../../../worker/domain/selection/import-assignments.ts"
import { paths } from "../../paths.ts"
import { registryFault } from "../../text/registry-fault.ts"
import { selectionFault } from "../../text/selection-sentence.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { HiddenFields } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { FileForm } from "./assignment-forms.tsx"

const SHOWN = 200

export interface AssignmentFileProps {
  state: FormState
  actor: SignedIn
  programme: FramedProgramme
  pairs: FilePair[]
  /** How many of the file stand already. */
  standing: number
  fileFaults: ImportFault[]
  /** The checked rows as JSON: sent along and checked again. */
  carried: string
}

function Faults({ fileFaults }: AssignmentFileProps) {
  const text = useText()
  const { file: words } = text.judging
  const where = ({ line }: ImportFault) => (line === null ? words.whole : words.lineNumber(line))
  return (
    <section class="stack">
      <Notice kind="error" title={words.faultsTitle(fileFaults.length)} id="faults" live>
        <a href="#judging-file">{words.faultsText}</a>
      </Notice>
      <DataTable
        caption={words.what}
        captionHidden
        cards
        rows={fileFaults.slice(0, SHOWN)}
        columns={[
          { key: "line", title: words.line, cell: where },
          {
            key: "what",
            title: words.what,
            cell: (row) => selectionFault(text, row) ?? registryFault(text, row),
          },
        ]}
      />
    </section>
  )
}

function Preview({ state, programme, pairs, standing, carried }: AssignmentFileProps) {
  const text = useText()
  const { file: words, assignment } = text.judging
  if (pairs.length === 0) return <Notice kind="info">{words.nothing}</Notice>
  return (
    <section class="stack">
      <Notice kind="success" title={words.summary(pairs.length, standing)} />
      <form
        method="post"
        action={paths.assignmentFileConfirmation(programme.slug)}
        enctype="multipart/form-data"
        class="button-row"
        novalidate
      >
        <HiddenFields formKey={state.formKey} />
        <input type="hidden" name="rows" value={carried} />
        <Button look="primary">{words.confirm(pairs.length)}</Button>
        <LinkButton href={paths.selectionPart(programme.slug, "assignment")} look="quiet">
          {words.back}
        </LinkButton>
      </form>
      {pairs.length > SHOWN && <p>{words.shown(SHOWN)}</p>}
      <DataTable
        caption={words.caption}
        captionHidden
        cards
        rows={pairs.slice(0, SHOWN)}
        columns={[
          { key: "code", title: assignment.code, cell: (row) => row.code },
          { key: "judge", title: assignment.judge, cell: (row) => row.judge },
          { key: "email", title: words.columns.email, cell: (row) => row.email },
        ]}
      />
    </section>
  )
}

/** What a file of assignments would enter, or everything that is wrong with it. */
export function AssignmentFilePage(props: AssignmentFileProps) {
  const text = useText()
  const { state, actor, programme, fileFaults } = props
  const { file: words } = text.judging
  return (
    <SelectionPage actor={actor} programme={programme} part="assignment" title={words.title}>
      <div class="stack">
        {fileFaults.length > 0 ? (
          <>
            <Faults {...props} />
            <FileForm state={state} programme={programme} error={words.faultsTitle(fileFaults.length)} />
          </>
        ) : (
          <Preview {...props} />
        )}
      </div>
    </SelectionPage>
  )
}
