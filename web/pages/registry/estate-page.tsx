import type { Fault } from "../../../worker/domain/errors.ts"
import { type GridField, gridFields } from "../../../worker/domain/registry/micro-grid.ts"
import type { ManagedPeriod } from "../../../worker/domain/registry/tenures.ts"
import { paths } from "../../paths.ts"
import { registryFault } from "../../text/registry-fault.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { ButtonForm } from "../../ui/form.tsx"
import { formatDay, formatNumber } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { ManagersNote } from "../desk/managers-note.tsx"
import { RegistryPage } from "./registry-frame.tsx"

export interface TenureRow {
  id: string
  company: string
  fromDate: string
  toDate: string | null
}

export interface EstatePageProps {
  actor: SignedIn
  estate: {
    slug: string
    name: string
    formerNames: string[]
    placeCode: string
    placeNames: string[]
    builtYear: number | null
    demonstration: boolean
    retiredFrom: string | null
    revision: number
  } & Record<GridField, number | null>
  missing: GridField[]
  hints: Fault[]
  tenures: TenureRow[]
  /** Quarters in which more than one company managed it, newest first. */
  shared: { quarter: string; managers: ManagedPeriod[] }[]
  mayEdit: boolean
  formKey: string
  done?: string
}

function Facts({ estate, mayEdit }: EstatePageProps) {
  const text = useText()
  const words = text.registry.estate
  const { nobody } = text.registry.list
  const rows: [string, string][] = [
    [words.place, estate.placeNames.join(" ")],
    [words.placeCode, estate.placeCode],
    [words.formerNames, estate.formerNames.join(text.site.listComma) || words.none],
    [words.builtYear, estate.builtYear === null ? nobody : String(estate.builtYear)],
  ]
  return (
    <section class="card">
      <h2>{words.facts}</h2>
      <dl class="fact-list">
        {rows.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="button-row">
        {mayEdit && <LinkButton href={paths.estateFacts(estate.slug)}>{words.edit}</LinkButton>}
        <LinkButton href={paths.estate(estate.slug)} look="quiet">
          {words.address}
        </LinkButton>
      </div>
    </section>
  )
}

function Grid({ estate, missing, hints }: EstatePageProps) {
  const text = useText()
  const words = text.registry.estate
  const { fields, units } = text.registry
  const names = missing.map((field) => fields[field]).join(text.site.listComma)
  return (
    <section class="card stack">
      <h2>{words.grid}</h2>
      <p class="hint">{words.gridLead}</p>
      <dl class="fact-list fact-list--figures">
        {gridFields.map((field) => {
          const value = estate[field]
          return (
            <div>
              <dt>{fields[field]}</dt>
              <dd>{value === null ? text.registry.list.nobody : `${formatNumber(value)} ${units[field]}`}</dd>
            </div>
          )
        })}
      </dl>
      {missing.length > 0 ? (
        <Notice kind="warning">{words.missing(names)}</Notice>
      ) : (
        hints.length === 0 && <Notice kind="success">{words.complete}</Notice>
      )}
      {hints.map((hint) => (
        <Notice kind="warning">{registryFault(text, hint)}</Notice>
      ))}
    </section>
  )
}

function Tenures({ estate, tenures, shared, mayEdit }: EstatePageProps) {
  const text = useText()
  const words = text.registry.estate
  return (
    <section class="stack">
      <h2>{words.tenures}</h2>
      {tenures.length === 0 ? (
        <Notice kind="warning">{words.noTenure}</Notice>
      ) : (
        <TenureTable {...{ text, tenures }} />
      )}
      {shared.map((one) => (
        <ManagersNote {...one} />
      ))}
      {mayEdit && (
        <div class="button-row">
          <LinkButton href={paths.tenures(estate.slug)} look={tenures.length === 0 ? "primary" : "plain"}>
            {words.handOver}
          </LinkButton>
        </div>
      )}
    </section>
  )
}

/** Who managed an estate from when to when, latest first. */
export function TenureTable({ tenures }: { tenures: TenureRow[] }) {
  const text = useText()
  const words = text.registry.estate
  return (
    <DataTable
      caption={words.tenures}
      captionHidden
      cards
      rows={tenures}
      columns={[
        { key: "company", title: words.company, cell: (row) => row.company },
        { key: "from", title: words.from, cell: (row) => formatDay(text, row.fromDate) },
        { key: "to", title: words.to, cell: (row) => (row.toDate ? formatDay(text, row.toDate) : words.now) },
      ]}
    />
  )
}

function Retirement({ estate, mayEdit, formKey }: EstatePageProps) {
  const text = useText()
  const words = text.registry.estate
  if (estate.retiredFrom === null)
    return mayEdit ? (
      <p>
        <LinkButton href={paths.retirement(estate.slug)} look="danger">
          {words.retire}
        </LinkButton>
      </p>
    ) : null
  return (
    <Notice kind="warning" title={words.retiredFrom(formatDay(text, estate.retiredFrom))}>
      {mayEdit && (
        <ButtonForm
          action={paths.reinstatement(estate.slug)}
          class="stack"
          formKey={formKey}
          revision={estate.revision}
        >
          <p>{text.registry.retirement.undo}</p>
          <div>
            <Button>{words.reinstate}</Button>
          </div>
        </ButtonForm>
      )}
    </Notice>
  )
}

/** One estate of the registry: facts, micro-grid figures with what is missing, who manages it. */
export function EstateSheetPage(props: EstatePageProps) {
  const { actor, estate, tenures, done } = props
  const company = tenures.find(({ toDate }) => toDate === null)?.company
  const lead = [estate.placeNames.join(" "), company].filter(Boolean).join(" · ")
  return (
    <RegistryPage
      actor={actor}
      title={estate.name}
      lead={lead}
      done={done}
      demonstration={estate.demonstration}
    >
      <div class="stack registry-sheet">
        {estate.retiredFrom !== null && <Retirement {...props} />}
        <div class="registry-columns">
          <Facts {...props} />
          <Grid {...props} />
        </div>
        <Tenures {...props} />
        {estate.retiredFrom === null && <Retirement {...props} />}
      </div>
    </RegistryPage>
  )
}
