import { choicesOf, type ListAsked, listQuery } from "../../../worker/domain/list.ts"
import type { estateList } from "../../../worker/domain/registry/estate-list.ts"
import type { EstateSort } from "../../../worker/domain/registry/estate-sorts.ts"
import { type gridFields, missingFigures } from "../../../worker/domain/registry/micro-grid.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Field } from "../../ui/field.tsx"
import { formatDay } from "../../ui/format.ts"
import { ListTable, type ListTurn, ListTurning, type ShownColumns } from "../../ui/list.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { useText } from "../../ui/use-text.ts"
import { estateColumns } from "../desk/estate-columns.tsx"

type Figures = Record<(typeof gridFields)[number], number | null>

interface Row extends Figures {
  slug: string
  name: string
  districtName: string
  placeName: string
  company: string | null
  demonstration: boolean
  retiredFrom: string | null
}

export interface RegistryListProps {
  actor: SignedIn
  mayEdit: boolean
  mayEditPlaces: boolean
  kind: ReturnType<typeof estateList>
  asked: ListAsked<"district" | "show", EstateSort>
  districts: { code: string; name: string }[]
  rows: Row[]
  total: number
  turn: ListTurn
}

function Filters({ kind, asked, districts }: RegistryListProps) {
  const text = useText()
  const { list } = text.registry
  const words: Record<string, string> = list.shows
  return (
    <search>
      <form method="get" action={paths.registry()} class="registry-filters">
        <div class="registry-filters__q">
          <Field
            id="q"
            name="q"
            type="search"
            label={list.searchLabel}
            value={asked.q}
            maxlength={60}
            autocomplete="off"
          />
        </div>
        {districts.length > 1 && (
          <SelectField
            id="district"
            name="district"
            label={list.district}
            value={asked.filters.district}
            options={[
              { value: "", label: list.allDistricts },
              ...districts.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        )}
        <SelectField
          id="show"
          name="show"
          label={list.show}
          value={asked.filters.show}
          options={choicesOf(kind, "show").map((one) => ({ value: one, label: words[one] ?? one }))}
        />
        <SelectField
          id="sort"
          name="sort"
          label={list.sort}
          value={asked.sort}
          options={kind.sorts.map((one) => ({ value: one, label: list.sorts[one] }))}
        />
        <div class="registry-filters__go">
          <Button>{list.search}</Button>
        </div>
      </form>
    </search>
  )
}

function gridWords(text: Text, row: Row): string {
  const missing = missingFigures(row).length
  return missing === 0 ? text.registry.list.complete : text.registry.list.missing(missing)
}

/** How the columns of the registry are called and what stands in them. */
export function registryColumns(text: Text): ShownColumns<Row, "estate" | "place" | "company" | "grid"> {
  const { list } = text.registry
  const { estate, place } = estateColumns<Row>(text, ({ slug }) => paths.estateSheet(slug))
  return {
    estate,
    place: { ...place, value: (row) => [...new Set([row.districtName, row.placeName])].join(" ") },
    company: { title: list.company, value: ({ company }) => company ?? list.nobody },
    grid: {
      title: list.grid,
      value: (row) =>
        row.retiredFrom ? list.retired(formatDay(text, row.retiredFrom)) : gridWords(text, row),
    },
  }
}

/** The registry: the estates that the actor sees, searched and paged. */
export function RegistryListPage(props: RegistryListProps) {
  const text = useText()
  const { actor, mayEdit, mayEditPlaces, kind, asked, rows, total, turn } = props
  const { registry } = text
  const everything = Object.keys(listQuery(kind, { ...asked, sort: undefined })).length === 0
  return (
    <Page title={registry.title} current="desk" actor={actor}>
      <header class="page-head page-head--actions">
        <div>
          <h1>{registry.title}</h1>
          <p class="lead">{registry.list.lead(total)}</p>
        </div>
        {mayEdit && (
          <div class="button-row">
            <LinkButton href={paths.newEstate()} look="primary">
              {registry.list.add}
            </LinkButton>
            <LinkButton href={paths.import("estates")}>{registry.imports.open}</LinkButton>
            {mayEditPlaces && <LinkButton href={paths.places()}>{registry.places.open}</LinkButton>}
          </div>
        )}
      </header>
      <Filters {...props} />
      {rows.length > 0 ? (
        <ListTable kind={kind} shown={registryColumns(text)} rows={rows} caption={registry.title} />
      ) : everything ? (
        <EmptyState title={registry.list.empty} explanation={registry.list.emptyText} />
      ) : (
        <EmptyState title={registry.list.none} explanation={registry.list.noneText}>
          <LinkButton href={paths.registry()}>{registry.list.all}</LinkButton>
        </EmptyState>
      )}
      <ListTurning turn={turn} />
    </Page>
  )
}
